<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>tl::ui</name>
    <message numerus="yes">
        <source>%n problem(s) block the run; Train shows them.</source>
        <translation>
            <numerusform>%n problem blocks the run; Train shows it.</numerusform>
            <numerusform>%n problems block the run; Train shows them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::CompareWindow</name>
    <message numerus="yes">
        <source>%n node(s) added</source>
        <translation>
            <numerusform>%n node added</numerusform>
            <numerusform>%n nodes added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) removed</source>
        <translation>
            <numerusform>%n node removed</numerusform>
            <numerusform>%n nodes removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) changed</source>
        <translation>
            <numerusform>%n node changed</numerusform>
            <numerusform>%n nodes changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) added</source>
        <translation>
            <numerusform>%n wire added</numerusform>
            <numerusform>%n wires added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) removed</source>
        <translation>
            <numerusform>%n wire removed</numerusform>
            <numerusform>%n wires removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) different</source>
        <translation>
            <numerusform>%n group different</numerusform>
            <numerusform>%n groups different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) different</source>
        <translation>
            <numerusform>%n frame different</numerusform>
            <numerusform>%n frames different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run setting(s) changed</source>
        <translation>
            <numerusform>%n run setting changed</numerusform>
            <numerusform>%n run settings changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other field(s) changed</source>
        <translation>
            <numerusform>%n other field changed</numerusform>
            <numerusform>%n other fields changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) moved</source>
        <translation>
            <numerusform>%n node moved</numerusform>
            <numerusform>%n nodes moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) led another way</source>
        <translation>
            <numerusform>%n wire led another way</numerusform>
            <numerusform>%n wires led another way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::Gallery</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::GraphView</name>
    <message numerus="yes">
        <source>%n node(s) copied</source>
        <translation>
            <numerusform>%n node copied</numerusform>
            <numerusform>%n nodes copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>loses %n wire(s)</source>
        <translation>
            <numerusform>loses %n wire</numerusform>
            <numerusform>loses %n wires</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::InspectorPanel</name>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n node selected</numerusform>
            <numerusform>%n nodes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s)</source>
        <translation>
            <numerusform>%n wire</numerusform>
            <numerusform>%n wires</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s)</source>
        <translation>
            <numerusform>%n hint</numerusform>
            <numerusform>%n hints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n tensor</numerusform>
            <numerusform>%n tensors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) block the run.</source>
        <translation>
            <numerusform>%n problem blocks the run.</numerusform>
            <numerusform>%n problems block the run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Opened with %n warning(s): %1</source>
        <translation>
            <numerusform>Opened with %n warning: %1</numerusform>
            <numerusform>Opened with %n warnings: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more; the Log has them all</source>
        <translation>
            <numerusform>and %n more; the Log has them all</numerusform>
            <numerusform>and %n more; the Log has them all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read or written.</source>
        <translation>
            <numerusform>%n file could not be read or written.</numerusform>
            <numerusform>%n files could not be read or written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::PreflightPanel</name>
    <message numerus="yes">
        <source>%n thing(s) to look at.</source>
        <translation>
            <numerusform>%n thing to look at.</numerusform>
            <numerusform>%n things to look at.</numerusform>
        </translation>
    </message>
</context>
</TS>
