<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>tl::nodes</name>
    <message>
        <source>%1 %2 nodes</source>
        <translation>%1 %2 Knoten</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 amounts do not fit the %2 axes of the input: two for each axis but the batch, last axis first</source>
        <translation>%1 Angaben passen nicht zu den %2 Achsen der Eingabe: zwei je Achse außer dem Batch, letzte Achse zuerst</translation>
    </message>
    <message>
        <source>%1 and %2 stand in different groups; show the port on the group and wire that</source>
        <translation>%1 und %2 stehen in verschiedenen Gruppen; den Anschluss an der Gruppe zeigen und diesen verbinden</translation>
    </message>
    <message>
        <source>%1 and the loss are computed one after the other: where the sigmoid saturates, the gradient is lost</source>
        <translation>%1 und der Verlust werden nacheinander berechnet: Wo die Sigmoidfunktion gesättigt ist, geht der Gradient verloren</translation>
    </message>
    <message>
        <source>%1 cannot feed itself</source>
        <translation>%1 kann sich nicht selbst speisen</translation>
    </message>
    <message>
        <source>%1 classes have %2 % (“%3”) to %4 % (“%5”) of %6 samples</source>
        <translation>%1 Klassen haben %2 % („%3“) bis %4 % („%5“) von %6 Samples</translation>
    </message>
    <message>
        <source>%1 cuts off all scores below 0 on their way to it: what is cut off learns nothing</source>
        <translation>%1 schneidet auf dem Weg dorthin alle Bewertungen unter 0 ab: Abgeschnittenes lernt nichts</translation>
    </message>
    <message>
        <source>%1 feeds it, and it takes the sigmoid itself: done twice, every answer lies between 0.5 and 0.73</source>
        <translation>%1 speist ihn, und er bildet die Sigmoidfunktion selbst: doppelt angewandt liegt jede Antwort zwischen 0.5 und 0.73</translation>
    </message>
    <message>
        <source>%1 feeds it, and it takes the softmax itself: done twice, differences between scores nearly vanish</source>
        <translation>%1 speist ihn, und er bildet Softmax selbst: doppelt angewandt verschwinden die Unterschiede fast</translation>
    </message>
    <message>
        <source>%1 follows a loss; wire the output of a loss node here</source>
        <translation>%1 folgt einem Verlust; hier den Ausgang eines Verlustknotens anschließen</translation>
    </message>
    <message>
        <source>%1 goes to the schedule port of an optimizer</source>
        <translation>%1 gehört an den schedule-Anschluss eines Optimierers</translation>
    </message>
    <message>
        <source>%1 has mean %2 and deviation %3, at most %4</source>
        <translation>%1 hat Mittel %2 und Abweichung %3, höchstens %4</translation>
    </message>
    <message>
        <source>%1 has more than %2 %3</source>
        <translation>%1 hat mehr als %2 %3</translation>
    </message>
    <message>
        <source>%1 has no input &apos;%2&apos;</source>
        <translation>%1 hat keinen Eingang „%2“</translation>
    </message>
    <message>
        <source>%1 has no output &apos;%2&apos;</source>
        <translation>%1 hat keinen Ausgang „%2“</translation>
    </message>
    <message>
        <source>%1 has no parameter &apos;%2&apos;</source>
        <translation>%1 hat keinen Parameter „%2“</translation>
    </message>
    <message>
        <source>%1 has no whole number &quot;version&quot;</source>
        <translation>%1 hat keine ganze Zahl &quot;version&quot;</translation>
    </message>
    <message>
        <source>%1 has version %2, this program reads up to version %3</source>
        <translation>%1 hat Version %2, dieses Programm liest bis Version %3</translation>
    </message>
    <message>
        <source>%1 holds a text of more than %2 bytes</source>
        <translation>%1 enthält einen Text von mehr als %2 Bytes</translation>
    </message>
    <message>
        <source>%1 in step %2</source>
        <translation>%1 in Schritt %2</translation>
    </message>
    <message>
        <source>%1 in: %2</source>
        <translation>%1 aus: %2</translation>
    </message>
    <message>
        <source>%1 is no Tensorloom project: &quot;format&quot; is not &quot;%2&quot;</source>
        <translation>%1 ist kein Tensorloom-Projekt: &quot;format&quot; ist nicht &quot;%2&quot;</translation>
    </message>
    <message>
        <source>%1 is no group</source>
        <translation>%1 ist keine Gruppe</translation>
    </message>
    <message>
        <source>%1 is not set</source>
        <translation>%1 ist nicht gesetzt</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 lies between %2 and %3: the group would feed itself</source>
        <translation>%1 liegt zwischen %2 und %3: Die Gruppe würde sich selbst speisen</translation>
    </message>
    <message>
        <source>%1 more %2 like these</source>
        <translation>%1 weitere %2 wie diese</translation>
    </message>
    <message>
        <source>%1 needs images N×C×H×W: insert Reshape before %2, or place it before Flatten.</source>
        <translation>%1 braucht Bilder N×C×H×W: Reshape vor %2 einfügen oder vor Flatten setzen.</translation>
    </message>
    <message>
        <source>%1 of %2&apos;s %3 units %4 for each of %5 samples</source>
        <translation>%1 von %3 Einheiten in %2 %4, für jedes von %5 Samples</translation>
    </message>
    <message>
        <source>%1 sample</source>
        <translation>%1 Sample</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 Samples</translation>
    </message>
    <message>
        <source>%1 stands in no group</source>
        <translation>%1 steht in keiner Gruppe</translation>
    </message>
    <message>
        <source>%1 starts at %2</source>
        <translation>%1 beginnt bei %2</translation>
    </message>
    <message>
        <source>%1 starts at %2; %3 gives %4</source>
        <translation>%1 beginnt bei %2; %3 ergibt %4</translation>
    </message>
    <message>
        <source>%1 steps.</source>
        <translation>%1 Schritte.</translation>
    </message>
    <message>
        <source>%1 takes a learning-rate schedule here</source>
        <translation>%1 nimmt hier einen Lernratenplan</translation>
    </message>
    <message>
        <source>%1 takes sparse gradients only, and those of %2 are dense</source>
        <translation>%1 nimmt nur dünn besetzte Gradienten, und die von %2 sind dicht</translation>
    </message>
    <message>
        <source>%1 to no loss and no metric</source>
        <translation>%1 zu keinem Verlust und keiner Metrik</translation>
    </message>
    <message>
        <source>%1 values of %2 are NaN or infinite</source>
        <translation>%1 Werte von %2 sind NaN oder unendlich</translation>
    </message>
    <message>
        <source>%1 was %2, is %3</source>
        <translation>%1 war %2, ist %3</translation>
    </message>
    <message>
        <source>%1 wipes out answers at random on their way to it: the loss counts wrong what was right</source>
        <translation>%1 löscht auf dem Weg dorthin zufällig Antworten: Der Verlust zählt als falsch, was richtig war</translation>
    </message>
    <message>
        <source>%1 works on single samples, %2 gives %3</source>
        <translation>%1 arbeitet auf einzelnen Samples, %2 gibt %3</translation>
    </message>
    <message>
        <source>%1%2 nodes</source>
        <translation>%1%2 Knoten</translation>
    </message>
    <message>
        <source>%1.%2 has another value than the patch expects</source>
        <translation>%1.%2 hat einen anderen Wert als der Patch erwartet</translation>
    </message>
    <message>
        <source>%1.%2 is wired in the group</source>
        <translation>%1.%2 ist in der Gruppe verbunden</translation>
    </message>
    <message>
        <source>%1: &quot;nodes&quot; is no list</source>
        <translation>%1: &quot;nodes&quot; ist keine Liste</translation>
    </message>
    <message>
        <source>%1: all samples are the same</source>
        <translation>%1: Alle Samples sind gleich</translation>
    </message>
    <message>
        <source>%1: input &apos;%2&apos; is not wired</source>
        <translation>%1: Eingang „%2“ ist nicht verbunden</translation>
    </message>
    <message>
        <source>%1: it grows</source>
        <translation>%1: Er wächst</translation>
    </message>
    <message>
        <source>%1: it is sure of wrong answers</source>
        <translation>%1: Es ist sich falscher Antworten sicher</translation>
    </message>
    <message>
        <source>%1: it knows the answers before it has learnt</source>
        <translation>%1: Es kennt die Antworten, bevor es gelernt hat</translation>
    </message>
    <message>
        <source>%1: not even one batch is learnt</source>
        <translation>%1: Nicht einmal ein Batch wird gelernt</translation>
    </message>
    <message>
        <source>%1: one class never occurs</source>
        <translation>%1: Eine Klasse kommt nie vor</translation>
    </message>
    <message>
        <source>%1; there was no time for more</source>
        <translation>%1; für mehr war keine Zeit</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be used: %2; the node is now called &apos;%3&apos;</source>
        <translation>„%1“ ist nicht brauchbar: %2; der Knoten heißt jetzt „%3“</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not describe a checkpoint</source>
        <translation>„%1“ beschreibt keinen Checkpoint</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not exist</source>
        <translation>„%1“ existiert nicht</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no place that can be shown; it is put at the start</source>
        <translation>„%1“ hat keinen darstellbaren Platz; er steht am Anfang</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds no checkpoint</source>
        <translation>„%1“ enthält keinen Checkpoint</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds values that are not finite after step %2</source>
        <translation>„%1“ enthält nach Schritt %2 nicht endliche Werte</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2 in the weights and %3 in the network</source>
        <translation>„%1“ ist %2 in den Gewichten und %3 im Netz</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is an instance of no group that is here; it is kept as a placeholder</source>
        <translation>„%1“ ist ein Exemplar einer Gruppe, die hier fehlt; es bleibt als Platzhalter</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: its checksum is not the one it was written with</source>
        <translation>„%1“ ist beschädigt: Die Prüfsumme ist nicht die geschriebene</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no NodeType</source>
        <translation>„%1“ ist kein NodeType</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is of a newer version than this program reads</source>
        <translation>„%1“ stammt von einer neueren Version, als dieses Programm liest</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is there already and is not of a run</source>
        <translation>„%1“ gibt es schon, und es gehört nicht zu einem Lauf</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is there twice; one is left out</source>
        <translation>„%1“ gibt es doppelt; eines wird ausgelassen</translation>
    </message>
    <message>
        <source>&apos;%1&apos; lacks a field or has one of a wrong type</source>
        <translation>„%1“ fehlt ein Feld, oder eines hat einen falschen Typ</translation>
    </message>
    <message>
        <source>&apos;%1&apos; of an earlier run cannot be moved aside: %2</source>
        <translation>„%1“ eines früheren Laufs lässt sich nicht beiseitelegen: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; states no checksum of %2</source>
        <translation>„%1“ nennt keine Prüfsumme von %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; takes a %2, &apos;%3&apos; gives a %4</source>
        <translation>„%1“ nimmt %2, „%3“ gibt %4</translation>
    </message>
    <message>
        <source>&apos;%1&apos;, line %2: %3</source>
        <translation>„%1“, Zeile %2: %3</translation>
    </message>
    <message>
        <source>(and %1 more)</source>
        <translation>(und %1 weitere)</translation>
    </message>
    <message>
        <source>, line %1, column &apos;%2&apos;: &apos;%3&apos; is not a number</source>
        <translation>, Zeile %1, Spalte „%2“: „%3“ ist keine Zahl</translation>
    </message>
    <message>
        <source>, line %1, column &apos;%2&apos;: &apos;%3&apos; is not one of the %4 classes</source>
        <translation>, Zeile %1, Spalte „%2“: „%3“ ist keine der %4 Klassen</translation>
    </message>
    <message>
        <source>, one sample</source>
        <translation>, ein Sample</translation>
    </message>
    <message>
        <source>-1, 0 or 1 by the sign of each element.</source>
        <translation>-1, 0 oder 1 nach dem Vorzeichen jedes Elements.</translation>
    </message>
    <message>
        <source>1 - erf(x), exact where that is small.</source>
        <translation>1 - erf(x), genau auch dort, wo das klein ist.</translation>
    </message>
    <message>
        <source>1 / (1 + exp(-x)), between 0 and 1</source>
        <translation>1 / (1 + exp(-x)), zwischen 0 und 1</translation>
    </message>
    <message>
        <source>1 or -1</source>
        <translation>1 oder -1</translation>
    </message>
    <message>
        <source>1 when the schedule counts epochs</source>
        <translation>1, wenn der Plan Epochen zählt</translation>
    </message>
    <message>
        <source>1,797 handwritten digits, 1×8×8, ten classes; comes with the program</source>
        <translation>1.797 handgeschriebene Ziffern, 1×8×8, zehn Klassen; liegt dem Programm bei</translation>
    </message>
    <message>
        <source>1-d convolution over an N×C×L input</source>
        <translation>1D-Faltung über eine Eingabe N×C×L</translation>
    </message>
    <message>
        <source>2-d convolution over an N×C×H×W input</source>
        <translation>2D-Faltung über eine Eingabe N×C×H×W</translation>
    </message>
    <message>
        <source>3-d convolution over an N×C×D×H×W input</source>
        <translation>3D-Faltung über eine Eingabe N×C×D×H×W</translation>
    </message>
    <message>
        <source>60,000 training and 10,000 test images of clothing, 1×28×28, ten classes</source>
        <translation>60.000 Trainings- und 10.000 Testbilder von Kleidung, 1×28×28, zehn Klassen</translation>
    </message>
    <message>
        <source>: every step sees them all</source>
        <translation>: jeder Schritt sieht sie alle</translation>
    </message>
    <message>
        <source>: the column &apos;%1&apos; has more than %2 different values, too many for classes</source>
        <translation>: Die Spalte „%1“ hat mehr als %2 verschiedene Werte, zu viele für Klassen</translation>
    </message>
    <message>
        <source>: with drop_last not one step is made</source>
        <translation>: mit drop_last wird kein einziger Schritt getan</translation>
    </message>
    <message>
        <source>; batches of up to %1 fit into %2</source>
        <translation>; Batches bis %1 passen in %2</translation>
    </message>
    <message>
        <source>; even all %1 training samples at once fit into %2</source>
        <translation>; selbst alle %1 Trainings-Samples zugleich passen in %2</translation>
    </message>
    <message>
        <source>; not even batches of 1 fit into %1</source>
        <translation>; nicht einmal Batches von 1 passen in %1</translation>
    </message>
    <message>
        <source>; the first value that is not finite is in %1</source>
        <translation>; der erste nicht endliche Wert steht in %1</translation>
    </message>
    <message>
        <source>A border of one value</source>
        <translation>Ein Rand aus einem Wert</translation>
    </message>
    <message>
        <source>A border of zeros</source>
        <translation>Ein Rand aus Nullen</translation>
    </message>
    <message>
        <source>A border that mirrors the input</source>
        <translation>Ein Rand, der die Eingabe spiegelt</translation>
    </message>
    <message>
        <source>A border that repeats the outermost values</source>
        <translation>Ein Rand, der die äußersten Werte wiederholt</translation>
    </message>
    <message>
        <source>A group of nodes. Double click or Enter opens it.</source>
        <translation>Eine Gruppe von Knoten. Doppelklick oder Eingabetaste öffnet sie.</translation>
    </message>
    <message>
        <source>A learning rate must be a number from 0 up.</source>
        <translation>Eine Lernrate muss eine Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>A node id has 16 hexadecimal digits and is not zero.</source>
        <translation>Eine Knoten-ID hat 16 Hexadezimalziffern und ist nicht null.</translation>
    </message>
    <message>
        <source>A piecewise linear sigmoid</source>
        <translation>Eine stückweise lineare Sigmoidfunktion</translation>
    </message>
    <message>
        <source>A smaller change of the rate is not made</source>
        <translation>Kleinere Änderungen der Rate unterbleiben</translation>
    </message>
    <message>
        <source>A smooth ReLU: log(1 + exp(x))</source>
        <translation>Ein glattes ReLU: log(1 + exp(x))</translation>
    </message>
    <message>
        <source>A smooth exponential below zero</source>
        <translation>Unter null eine glatte Exponentialfunktion</translation>
    </message>
    <message>
        <source>A state that each element of a sequence changes (Elman network)</source>
        <translation>Ein Zustand, den jedes Element einer Folge verändert (Elman-Netz)</translation>
    </message>
    <message>
        <source>A state with gates and a memory cell, for long sequences</source>
        <translation>Ein Zustand mit Gattern und einer Speicherzelle, für lange Folgen</translation>
    </message>
    <message>
        <source>A state with gates, simpler than LSTM</source>
        <translation>Ein Zustand mit Gattern, einfacher als LSTM</translation>
    </message>
    <message>
        <source>A step ends when no gradient is larger</source>
        <translation>Ein Schritt endet, wenn kein Gradient größer ist</translation>
    </message>
    <message>
        <source>A step ends when nothing changes more</source>
        <translation>Ein Schritt endet, wenn sich nichts weiter ändert</translation>
    </message>
    <message>
        <source>A table needs at least one feature column and a target column.</source>
        <translation>Eine Tabelle braucht mindestens eine Merkmalsspalte und eine Zielspalte.</translation>
    </message>
    <message>
        <source>A vector for each number, looked up in a table that is trained</source>
        <translation>Zu jeder Zahl ein Vektor aus einer Tabelle, die trainiert wird</translation>
    </message>
    <message>
        <source>Absolute value of each element.</source>
        <translation>Absolutwert jedes Elements.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Adam for sparse gradients, as embeddings with sparse=true have them</source>
        <translation>Adam für dünn besetzte Gradienten, wie Embeddings mit sparse=true sie haben</translation>
    </message>
    <message>
        <source>Adam with the largest gradient instead of the mean square</source>
        <translation>Adam mit dem größten Gradienten statt des quadratischen Mittels</translation>
    </message>
    <message>
        <source>Adam with weight decay kept apart from the gradients</source>
        <translation>Adam mit Weight Decay getrennt von den Gradienten</translation>
    </message>
    <message>
        <source>Adapts the step of each weight to the mean and spread of its gradients</source>
        <translation>Passt den Schritt jedes Gewichts an Mittel und Streuung seiner Gradienten an</translation>
    </message>
    <message>
        <source>Add &quot;version&quot;: %1.</source>
        <translation>&quot;version&quot;: %1 ergänzen.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Add Adam</source>
        <translation>Adam hinzufügen</translation>
    </message>
    <message>
        <source>Add CrossEntropy</source>
        <translation>CrossEntropy hinzufügen</translation>
    </message>
    <message>
        <source>Add Stirling&apos;s approximation of the term that only the target decides.</source>
        <translation>Stirlings Näherung des Terms addieren, den allein das Ziel bestimmt.</translation>
    </message>
    <message>
        <source>Add a data node.</source>
        <translation>Einen Datenknoten hinzufügen.</translation>
    </message>
    <message>
        <source>Add a layer such as Linear.</source>
        <translation>Eine Schicht hinzufügen, etwa Linear.</translation>
    </message>
    <message>
        <source>Add a learnable value to each output channel.</source>
        <translation>Zu jedem Ausgabekanal einen lernbaren Wert addieren.</translation>
    </message>
    <message>
        <source>Add a learnable value to each output feature.</source>
        <translation>Zu jedem Ausgabemerkmal einen lernbaren Wert addieren.</translation>
    </message>
    <message>
        <source>Add a learnable value to each score of the head.</source>
        <translation>Zu jeder Bewertung des Kopfes einen lernbaren Wert addieren.</translation>
    </message>
    <message>
        <source>Add a learnable vector to the output.</source>
        <translation>Zur Ausgabe einen lernbaren Vektor addieren.</translation>
    </message>
    <message>
        <source>Add a learned constant in each layer.</source>
        <translation>In jeder Schicht eine gelernte Konstante addieren.</translation>
    </message>
    <message>
        <source>Add a learned constant to the projections.</source>
        <translation>Zu den Projektionen eine gelernte Konstante addieren.</translation>
    </message>
    <message>
        <source>Add a learned constant.</source>
        <translation>Eine gelernte Konstante addieren.</translation>
    </message>
    <message>
        <source>Add a loss node and wire the network&apos;s output and the labels to it.</source>
        <translation>Einen Verlustknoten hinzufügen und die Ausgabe des Netzes und die Labels damit verbinden.</translation>
    </message>
    <message>
        <source>Add an optimizer and wire the loss to it.</source>
        <translation>Einen Optimierer hinzufügen und den Verlust damit verbinden.</translation>
    </message>
    <message>
        <source>Add digits data</source>
        <translation>Digits-Daten hinzufügen</translation>
    </message>
    <message>
        <source>Add frame</source>
        <translation>Rahmen hinzufügen</translation>
    </message>
    <message>
        <source>Add rows to the table.</source>
        <translation>Zeilen zur Tabelle hinzufügen.</translation>
    </message>
    <message>
        <source>Added before the power is taken.</source>
        <translation>Wird addiert, bevor potenziert wird.</translation>
    </message>
    <message>
        <source>Added to each difference.</source>
        <translation>Wird zu jeder Differenz addiert.</translation>
    </message>
    <message>
        <source>Added to one side of the output; smaller than stride or dilation.</source>
        <translation>Wird an einer Seite der Ausgabe ergänzt; kleiner als stride oder dilation.</translation>
    </message>
    <message>
        <source>Added to the gradient&apos;s size, against division by zero</source>
        <translation>Wird zur Größe des Gradienten addiert, gegen Division durch null</translation>
    </message>
    <message>
        <source>Added to the rate before its logarithm is taken.</source>
        <translation>Wird zur Rate addiert, bevor ihr Logarithmus genommen wird.</translation>
    </message>
    <message>
        <source>Added to the root, against division by zero</source>
        <translation>Wird zur Wurzel addiert, gegen Division durch null</translation>
    </message>
    <message>
        <source>Added to the variance before its root is taken.</source>
        <translation>Wird zur Varianz addiert, bevor ihre Wurzel gezogen wird.</translation>
    </message>
    <message>
        <source>Added under the roots; sets the first steps</source>
        <translation>Wird unter den Wurzeln addiert; bestimmt die ersten Schritte</translation>
    </message>
    <message>
        <source>Adds a border of one value around each sample</source>
        <translation>Gibt jedem Sample einen Rand aus einem Wert</translation>
    </message>
    <message>
        <source>All %1 epochs are done.</source>
        <translation>Alle %1 Epochen sind fertig.</translation>
    </message>
    <message>
        <source>All patches of an image as columns</source>
        <translation>Alle Ausschnitte eines Bildes als Spalten</translation>
    </message>
    <message>
        <source>Also give the places of the largest values, as unpooling needs them.</source>
        <translation>Auch die Stellen der größten Werte ausgeben, die Unpooling braucht.</translation>
    </message>
    <message>
        <source>Also read the sequence backwards; the output is twice as wide.</source>
        <translation>Die Folge auch rückwärts lesen; die Ausgabe ist doppelt so breit.</translation>
    </message>
    <message>
        <source>An anchor should be nearer to its positive than to its negative</source>
        <translation>Ein Anker soll seinem Positiv näher sein als seinem Negativ</translation>
    </message>
    <message>
        <source>An id has 16 hexadecimal digits and is not zero.</source>
        <translation>Eine ID hat 16 Hexadezimalziffern und ist nicht null.</translation>
    </message>
    <message>
        <source>Angle of the point (other, input).</source>
        <translation>Winkel des Punktes (other, input).</translation>
    </message>
    <message>
        <source>Another node of this type whose weights it uses, by name, in a group block/2/conv_1: the same layer applied again; empty: weights of its own</source>
        <translation>Name eines anderen Knotens dieses Typs, dessen Gewichte er benutzt, in einer Gruppe block/2/conv_1: dieselbe Schicht nochmals angewandt; leer: eigene Gewichte</translation>
    </message>
    <message>
        <source>Another shape for each sample; the batch axis stays</source>
        <translation>Eine andere Form für jedes Sample; die Batch-Achse bleibt</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Attention of a sequence to itself and a feed-forward net</source>
        <translation>Attention einer Folge auf sich selbst und ein Feed-forward-Netz</translation>
    </message>
    <message>
        <source>Attention of a sequence to itself and to an encoded one, and a feed-forward net</source>
        <translation>Attention einer Folge auf sich selbst und auf eine kodierte, und ein Feed-forward-Netz</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before each optimizer step</source>
        <translation>Batches, deren Gradienten vor jedem Schritt des Optimierers summiert werden</translation>
    </message>
    <message>
        <source>Begin with %1.</source>
        <translation>Mit %1 beginnen.</translation>
    </message>
    <message>
        <source>Binary cross entropy of each class, averaged</source>
        <translation>Binäre Kreuzentropie jeder Klasse, gemittelt</translation>
    </message>
    <message>
        <source>Border added on each side of the input.</source>
        <translation>Rand an jeder Seite der Eingabe.</translation>
    </message>
    <message>
        <source>Border added on each side; never the largest value. At most half of kernel_size.</source>
        <translation>Rand an jeder Seite; nie der größte Wert. Höchstens die Hälfte von kernel_size.</translation>
    </message>
    <message>
        <source>Border cut from each side of the output.</source>
        <translation>Rand, der von jeder Seite der Ausgabe abgeschnitten wird.</translation>
    </message>
    <message>
        <source>Border of the image that is left out.</source>
        <translation>Rand des Bildes, der ausgelassen wird.</translation>
    </message>
    <message>
        <source>Border on each side: left, right, then top, bottom, front, back.</source>
        <translation>Rand an jeder Seite: links, rechts, dann oben, unten, vorn, hinten.</translation>
    </message>
    <message>
        <source>Border on the left and right.</source>
        <translation>Rand links und rechts.</translation>
    </message>
    <message>
        <source>Border on the left, right, top and bottom.</source>
        <translation>Rand links, rechts, oben und unten.</translation>
    </message>
    <message>
        <source>Border on the left, right, top, bottom, front and back.</source>
        <translation>Rand links, rechts, oben, unten, vorn und hinten.</translation>
    </message>
    <message>
        <source>Border that the pooling added.</source>
        <translation>Rand, den das Pooling ergänzt hat.</translation>
    </message>
    <message>
        <source>Bring each column to mean 0 and standard deviation 1, as measured on the training part</source>
        <translation>Jede Spalte auf Mittel 0 und Standardabweichung 1 bringen, gemessen an den Trainingsdaten</translation>
    </message>
    <message>
        <source>Bring the inputs near 0 and 1: Scale samples or Normalize.</source>
        <translation>Die Eingaben in die Nähe von 0 und 1 bringen: „Scale samples“ oder Normalize.</translation>
    </message>
    <message>
        <source>Building the network and opening the data.</source>
        <translation>Das Netz wird aufgebaut, die Daten werden geöffnet.</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>Cast batch</source>
        <translation>Cast batch</translation>
    </message>
    <message>
        <source>Chance that an image is mirrored left to right</source>
        <translation>Wahrscheinlichkeit, dass ein Bild links–rechts gespiegelt wird</translation>
    </message>
    <message>
        <source>Chance that an image is turned upside down</source>
        <translation>Wahrscheinlichkeit, dass ein Bild auf den Kopf gestellt wird</translation>
    </message>
    <message>
        <source>Change %1 to %2</source>
        <translation>%1 ändern in %2</translation>
    </message>
    <message>
        <source>Change %1 to CrossEntropy</source>
        <translation>%1 ändern in CrossEntropy</translation>
    </message>
    <message>
        <source>Change %1 to LeakyReLU</source>
        <translation>%1 ändern in LeakyReLU</translation>
    </message>
    <message>
        <source>Change %1 to LogSoftmax</source>
        <translation>%1 ändern in LogSoftmax</translation>
    </message>
    <message>
        <source>Change frame</source>
        <translation>Rahmen ändern</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>Ändern in %1</translation>
    </message>
    <message>
        <source>Channels into space: a larger image with fewer channels</source>
        <translation>Kanäle in den Raum: ein größeres Bild mit weniger Kanälen</translation>
    </message>
    <message>
        <source>Channels of the input; found from the input.</source>
        <translation>Kanäle der Eingabe; ergibt sich aus ihr.</translation>
    </message>
    <message>
        <source>Channels of the output.</source>
        <translation>Kanäle der Ausgabe.</translation>
    </message>
    <message>
        <source>Choose %1 too, or fewer nodes.</source>
        <translation>Auch %1 auswählen oder weniger Knoten.</translation>
    </message>
    <message>
        <source>Choose a file of bytes with 1 dimension.</source>
        <translation>Eine Datei aus Bytes mit 1 Dimension wählen.</translation>
    </message>
    <message>
        <source>Choose a file of bytes with 3 or 4 dimensions.</source>
        <translation>Eine Datei aus Bytes mit 3 oder 4 Dimensionen wählen.</translation>
    </message>
    <message>
        <source>Choose a file with at least one row.</source>
        <translation>Eine Datei mit mindestens einer Zeile wählen.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Eine Datei wählen.</translation>
    </message>
    <message>
        <source>Choose a group.</source>
        <translation>Eine Gruppe wählen.</translation>
    </message>
    <message>
        <source>Choose a project file.</source>
        <translation>Eine Projektdatei wählen.</translation>
    </message>
    <message>
        <source>Choose an IDX file, such as train-images-idx3-ubyte.gz.</source>
        <translation>Eine IDX-Datei wählen, etwa train-images-idx3-ubyte.gz.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose another folder: the run would replace it.</source>
        <translation>Einen anderen Ordner wählen: Der Lauf würde diesen ersetzen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose another split, or give the data node one.</source>
        <translation>Einen anderen Teil wählen oder dem Datenknoten einen geben.</translation>
    </message>
    <message>
        <source>Choose another target column, or regression.</source>
        <translation>Eine andere Zielspalte wählen oder Regression.</translation>
    </message>
    <message>
        <source>Choose nodes of one level.</source>
        <translation>Knoten einer Ebene auswählen.</translation>
    </message>
    <message>
        <source>Choose the folder of a checkpoint or of a run.</source>
        <translation>Den Ordner eines Checkpoints oder eines Laufs wählen.</translation>
    </message>
    <message>
        <source>Choose the label file that belongs to the images.</source>
        <translation>Die Label-Datei wählen, die zu den Bildern gehört.</translation>
    </message>
    <message>
        <source>Choose the nodes that the group is to hold.</source>
        <translation>Die Knoten auswählen, die in die Gruppe sollen.</translation>
    </message>
    <message>
        <source>Classes from a closed set, or a number</source>
        <translation>Klassen aus einer festen Menge oder eine Zahl</translation>
    </message>
    <message>
        <source>Close the quote, or double it if it is part of the text.</source>
        <translation>Das Anführungszeichen schließen oder verdoppeln, wenn es zum Text gehört.</translation>
    </message>
    <message>
        <source>Columns of patches summed into an image</source>
        <translation>Spalten von Ausschnitten, zu einem Bild summiert</translation>
    </message>
    <message>
        <source>Compute threads; 0: one per core</source>
        <translation>Rechen-Threads; 0: einer je Kern</translation>
    </message>
    <message>
        <source>Connect %1 to %2</source>
        <translation>%1 mit %2 verbinden</translation>
    </message>
    <message>
        <source>Converts the values to another type</source>
        <translation>Wandelt die Werte in einen anderen Typ um</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>Correct %1.</source>
        <translation>%1 korrigieren.</translation>
    </message>
    <message>
        <source>Correct the cell, or choose that column as the target.</source>
        <translation>Die Zelle korrigieren oder diese Spalte als Ziel wählen.</translation>
    </message>
    <message>
        <source>Correct the cell, or name the class.</source>
        <translation>Die Zelle korrigieren oder die Klasse benennen.</translation>
    </message>
    <message>
        <source>Correct the parameters of %1.</source>
        <translation>Die Parameter von %1 korrigieren.</translation>
    </message>
    <message>
        <source>Correct the scope.</source>
        <translation>Den Bereich (scope) korrigieren.</translation>
    </message>
    <message>
        <source>Correct the shape.</source>
        <translation>Die Form korrigieren.</translation>
    </message>
    <message>
        <source>Correct the version.</source>
        <translation>Die Version korrigieren.</translation>
    </message>
    <message>
        <source>Cosine of the angle between two vectors</source>
        <translation>Kosinus des Winkels zwischen zwei Vektoren</translation>
    </message>
    <message>
        <source>Count the padding when the mean is taken.</source>
        <translation>Den Rand im Mittelwert mitzählen.</translation>
    </message>
    <message>
        <source>Cross entropy of probabilities against targets from 0 to 1</source>
        <translation>Kreuzentropie von Wahrscheinlichkeiten gegen Ziele von 0 bis 1</translation>
    </message>
    <message>
        <source>C×H×W, 0…1</source>
        <translation>C×H×W, 0…1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Decides initial weights, order of samples, dropout and augmentation</source>
        <translation>Bestimmt Anfangsgewichte, Reihenfolge der Samples, Dropout und Augmentierung</translation>
    </message>
    <message>
        <source>Decides which samples go to which part</source>
        <translation>Bestimmt, welche Samples in welchen Teil kommen</translation>
    </message>
    <message>
        <source>Delete frame</source>
        <translation>Rahmen löschen</translation>
    </message>
    <message>
        <source>Delete it if it is not needed.</source>
        <translation>Löschen, wenn nicht gebraucht.</translation>
    </message>
    <message>
        <source>Derivative number n of digamma.</source>
        <translation>n-te Ableitung von digamma.</translation>
    </message>
    <message>
        <source>Derivative of lgamma.</source>
        <translation>Ableitung von lgamma.</translation>
    </message>
    <message>
        <source>Differences below it count squared.</source>
        <translation>Kleinere Differenzen zählen quadratisch.</translation>
    </message>
    <message>
        <source>Dimension along which the probabilities sum to one.</source>
        <translation>Dimension, entlang der sich die Wahrscheinlichkeiten zu eins summieren.</translation>
    </message>
    <message>
        <source>Dimension along which the values sum to one.</source>
        <translation>Dimension, entlang der sich die Werte zu eins summieren.</translation>
    </message>
    <message>
        <source>Dimension along which the vectors lie.</source>
        <translation>Dimension, in der die Vektoren liegen.</translation>
    </message>
    <message>
        <source>Dimension that is halved: one half times the sigmoid of the other.</source>
        <translation>Dimension, die halbiert wird: eine Hälfte mal Sigmoid der anderen.</translation>
    </message>
    <message>
        <source>Disconnect %1 from %2</source>
        <translation>%1 von %2 trennen</translation>
    </message>
    <message>
        <source>Distance between patches.</source>
        <translation>Abstand zwischen den Ausschnitten.</translation>
    </message>
    <message>
        <source>Distance between the points of a patch.</source>
        <translation>Abstand zwischen den Punkten eines Ausschnitts.</translation>
    </message>
    <message>
        <source>Distance between the points of the filter.</source>
        <translation>Abstand zwischen den Punkten des Filters.</translation>
    </message>
    <message>
        <source>Distance between the points of the window.</source>
        <translation>Abstand zwischen den Punkten des Fensters.</translation>
    </message>
    <message>
        <source>Distance in the output between neighbours of the input.</source>
        <translation>Abstand in der Ausgabe zwischen Nachbarn der Eingabe.</translation>
    </message>
    <message>
        <source>Distance of two vectors</source>
        <translation>Abstand zweier Vektoren</translation>
    </message>
    <message>
        <source>Distances of similar pairs small, of others above a margin</source>
        <translation>Abstände ähnlicher Paare klein, anderer über einem Mindestabstand</translation>
    </message>
    <message>
        <source>Divergence of log probabilities from a target distribution</source>
        <translation>Divergenz der Log-Wahrscheinlichkeiten von einer Zielverteilung</translation>
    </message>
    <message>
        <source>Divide gradients by how often a number occurs in the batch.</source>
        <translation>Gradienten durch die Häufigkeit einer Zahl im Batch teilen.</translation>
    </message>
    <message>
        <source>Divide sums by this instead of the number of elements.</source>
        <translation>Summen hierdurch statt durch die Zahl der Elemente teilen.</translation>
    </message>
    <message>
        <source>Divided by: one number, or one per channel separated by commas</source>
        <translation>Wird dividiert: eine Zahl oder je Kanal eine, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Divides by the largest square seen so far</source>
        <translation>Teilt durch das größte bisher gesehene Quadrat</translation>
    </message>
    <message>
        <source>Divides by the spread of the gradient instead of its square</source>
        <translation>Teilt durch die Streuung des Gradienten statt durch sein Quadrat</translation>
    </message>
    <message>
        <source>Divides the step of each weight by the recent size of its gradients</source>
        <translation>Teilt den Schritt jedes Gewichts durch die jüngste Größe seiner Gradienten</translation>
    </message>
    <message>
        <source>Divides the step of each weight by the size of all its gradients so far</source>
        <translation>Teilt den Schritt jedes Gewichts durch die Größe aller bisherigen Gradienten</translation>
    </message>
    <message>
        <source>Draw the weights or biases before it otherwise, or take LeakyReLU: what gives 0 learns nothing.</source>
        <translation>Die Gewichte oder Biases davor anders ziehen oder LeakyReLU nehmen: Was 0 gibt, lernt nichts.</translation>
    </message>
    <message>
        <source>Drop the last batch, or choose another batch size.</source>
        <translation>Den letzten Batch auslassen oder eine andere Batchgröße wählen.</translation>
    </message>
    <message>
        <source>Dropout that keeps mean and variance, for networks of SELUs</source>
        <translation>Dropout, das Mittel und Varianz erhält, für Netze aus SELUs</translation>
    </message>
    <message>
        <source>Each channel normalised over the batch</source>
        <translation>Jeder Kanal über den Batch normiert</translation>
    </message>
    <message>
        <source>Each channel of each sample normalised</source>
        <translation>Jeder Kanal jedes Samples normiert</translation>
    </message>
    <message>
        <source>Each cluster&apos;s features are fewer by this factor than those of the one before.</source>
        <translation>Die Merkmale jedes Clusters sind um diesen Faktor weniger als die des vorigen.</translation>
    </message>
    <message>
        <source>Each feature normalised over the batch</source>
        <translation>Jedes Merkmal über den Batch normiert</translation>
    </message>
    <message>
        <source>Each query takes a mix of values, by how well their keys fit</source>
        <translation>Jede Query nimmt eine Mischung der Values, je nachdem, wie gut deren Keys passen</translation>
    </message>
    <message>
        <source>Each right class should score higher than each wrong one</source>
        <translation>Jede richtige Klasse soll höher bewertet sein als jede falsche</translation>
    </message>
    <message>
        <source>Each sample normalised over its last dimension</source>
        <translation>Jedes Sample über seine letzte Dimension normiert</translation>
    </message>
    <message>
        <source>Each stretch is so many times as long as the one before</source>
        <translation>Jeder Abschnitt ist so viele Male so lang wie der vorige</translation>
    </message>
    <message>
        <source>Each value is multiplied by it</source>
        <translation>Jeder Wert wird damit multipliziert</translation>
    </message>
    <message>
        <source>Earlier steps that are remembered; each takes the memory of two sets of weights</source>
        <translation>Gemerkte frühere Schritte; jeder braucht den Speicher zweier Gewichtssätze</translation>
    </message>
    <message>
        <source>Encoder and decoder: one sequence into another</source>
        <translation>Encoder und Decoder: eine Folge in eine andere</translation>
    </message>
    <message>
        <source>Epochs between checkpoints; 0: only at the end and on stop</source>
        <translation>Epochen zwischen Checkpoints; 0: nur am Ende und beim Stoppen</translation>
    </message>
    <message>
        <source>Epochs between validations; 0: never</source>
        <translation>Epochen zwischen Validierungen; 0: nie</translation>
    </message>
    <message>
        <source>Epochs from the first rate down to the smallest</source>
        <translation>Epochen von der ersten bis zur kleinsten Rate</translation>
    </message>
    <message>
        <source>Epochs that the cycle takes</source>
        <translation>Epochen, die der Zyklus dauert</translation>
    </message>
    <message>
        <source>Epochs to the first restart</source>
        <translation>Epochen bis zum ersten Neubeginn</translation>
    </message>
    <message>
        <source>Evaluations of the loss in one step; 5/4 of the iterations unless given</source>
        <translation>Auswertungen des Verlusts in einem Schritt; sonst 5/4 der Iterationen</translation>
    </message>
    <message>
        <source>Every output a weighted sum of all inputs, plus a bias</source>
        <translation>Jede Ausgabe eine gewichtete Summe aller Eingaben, plus Bias</translation>
    </message>
    <message>
        <source>Every output a weighted sum of all products of two inputs</source>
        <translation>Jede Ausgabe eine gewichtete Summe aller Produkte zweier Eingaben</translation>
    </message>
    <message>
        <source>Exponential below zero</source>
        <translation>Unter null exponentiell</translation>
    </message>
    <message>
        <source>Factor of height and width; its square must divide the channels.</source>
        <translation>Faktor für Höhe und Breite; sein Quadrat muss die Kanäle teilen.</translation>
    </message>
    <message>
        <source>Factor of the height per step, in exp_range</source>
        <translation>Faktor der Höhe je Schritt, bei exp_range</translation>
    </message>
    <message>
        <source>Factor of the mean square of the neighbours.</source>
        <translation>Faktor des quadratischen Mittels der Nachbarn.</translation>
    </message>
    <message>
        <source>Factor of the size, one number for all dimensions or one each.</source>
        <translation>Faktor der Größe, eine Zahl für alle Dimensionen oder je eine.</translation>
    </message>
    <message>
        <source>Factor of the size.</source>
        <translation>Faktor der Größe.</translation>
    </message>
    <message>
        <source>Factor of the step that the method finds by itself</source>
        <translation>Faktor des Schritts, den das Verfahren selbst findet</translation>
    </message>
    <message>
        <source>Factor of the step when the gradient changes its sign</source>
        <translation>Faktor des Schritts, wenn der Gradient sein Vorzeichen wechselt</translation>
    </message>
    <message>
        <source>Factor of the step while the gradient keeps its sign</source>
        <translation>Faktor des Schritts, solange der Gradient sein Vorzeichen behält</translation>
    </message>
    <message>
        <source>Factor of this loss in the sum that is minimised; may change while training</source>
        <translation>Faktor dieses Verlusts in der Summe, die minimiert wird; darf sich im Training ändern</translation>
    </message>
    <message>
        <source>Features are multiplied by this</source>
        <translation>Merkmale werden hiermit multipliziert</translation>
    </message>
    <message>
        <source>Features of each element of the sequence.</source>
        <translation>Merkmale jedes Elements der Folge.</translation>
    </message>
    <message>
        <source>Features of the first input; found from it.</source>
        <translation>Merkmale der ersten Eingabe; ergeben sich aus ihr.</translation>
    </message>
    <message>
        <source>Features of the input.</source>
        <translation>Merkmale der Eingabe.</translation>
    </message>
    <message>
        <source>Features of the input; found from the input.</source>
        <translation>Merkmale der Eingabe; ergeben sich aus ihr.</translation>
    </message>
    <message>
        <source>Features of the output.</source>
        <translation>Merkmale der Ausgabe.</translation>
    </message>
    <message>
        <source>Features of the second input; found from it.</source>
        <translation>Merkmale der zweiten Eingabe; ergeben sich aus ihr.</translation>
    </message>
    <message>
        <source>Fill the empty cell, or remove the row.</source>
        <translation>Die leere Zelle füllen oder die Zeile entfernen.</translation>
    </message>
    <message>
        <source>Finds the size of each weight&apos;s steps from earlier steps and gradients</source>
        <translation>Ermittelt die Schrittweite jedes Gewichts aus früheren Schritten und Gradienten</translation>
    </message>
    <message>
        <source>First dimension to merge (0 is the batch).</source>
        <translation>Erste zusammenzufassende Dimension (0 ist der Batch).</translation>
    </message>
    <message>
        <source>Folder of the four IDX files; Debian&apos;s package dataset-fashion-mnist installs them</source>
        <translation>Ordner der vier IDX-Dateien; Debians Paket dataset-fashion-mnist installiert sie</translation>
    </message>
    <message>
        <source>Fractional part of each element.</source>
        <translation>Nachkommateil jedes Elements.</translation>
    </message>
    <message>
        <source>Gauss error function.</source>
        <translation>Gaußsche Fehlerfunktion.</translation>
    </message>
    <message>
        <source>Give every row the same number of cells.</source>
        <translation>Jeder Zeile gleich viele Zellen geben.</translation>
    </message>
    <message>
        <source>Give it an input like that of %1.</source>
        <translation>Ihm eine Eingabe wie die von %1 geben.</translation>
    </message>
    <message>
        <source>Give it the scores before %1.</source>
        <translation>Ihm die Bewertungen vor %1 geben.</translation>
    </message>
    <message>
        <source>Give it weights of its own</source>
        <translation>Eigene Gewichte geben</translation>
    </message>
    <message>
        <source>Give the table a sparse gradient; for SGD, Adagrad and SparseAdam.</source>
        <translation>Der Tabelle einen dünn besetzten Gradienten geben; für SGD, Adagrad und SparseAdam.</translation>
    </message>
    <message>
        <source>Goes on at step %1.</source>
        <translation>Geht bei Schritt %1 weiter.</translation>
    </message>
    <message>
        <source>Graph ▸ Arrange finds places for all nodes.</source>
        <translation>Graph ▸ Anordnen findet Plätze für alle Knoten.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>%1 gruppieren</translation>
    </message>
    <message>
        <source>Group %1 nodes</source>
        <translation>%1 Knoten gruppieren</translation>
    </message>
    <message>
        <source>Groups of channels of each sample normalised</source>
        <translation>Gruppen von Kanälen jedes Samples normiert</translation>
    </message>
    <message>
        <source>Groups of channels that are not connected with each other; must divide both channel counts.</source>
        <translation>Gruppen von Kanälen ohne Verbindung untereinander; muss beide Kanalzahlen teilen.</translation>
    </message>
    <message>
        <source>Groups that the channels are split into; must divide them.</source>
        <translation>Gruppen, in die die Kanäle geteilt werden; muss ihre Zahl teilen.</translation>
    </message>
    <message>
        <source>Half a cosine down, again and again from the top</source>
        <translation>Eine halbe Kosinuskurve abwärts, immer wieder von oben</translation>
    </message>
    <message>
        <source>Half of the input times the sigmoid of the other half</source>
        <translation>Die Hälfte der Eingabe mal Sigmoid der anderen Hälfte</translation>
    </message>
    <message>
        <source>Hands its input through</source>
        <translation>Reicht seine Eingabe weiter</translation>
    </message>
    <message>
        <source>Heads of each attention.</source>
        <translation>Köpfe jeder Attention.</translation>
    </message>
    <message>
        <source>Heads of the attention.</source>
        <translation>Köpfe der Attention.</translation>
    </message>
    <message>
        <source>Height and width of each filter.</source>
        <translation>Höhe und Breite jedes Filters.</translation>
    </message>
    <message>
        <source>Height and width of each patch.</source>
        <translation>Höhe und Breite jedes Ausschnitts.</translation>
    </message>
    <message>
        <source>Height and width of each window.</source>
        <translation>Höhe und Breite jedes Fensters.</translation>
    </message>
    <message>
        <source>Height and width of the image.</source>
        <translation>Höhe und Breite des Bildes.</translation>
    </message>
    <message>
        <source>Height and width of the output; -1 keeps the input&apos;s.</source>
        <translation>Höhe und Breite der Ausgabe; -1 behält die der Eingabe.</translation>
    </message>
    <message>
        <source>Height and width of the output; this or output_ratio.</source>
        <translation>Höhe und Breite der Ausgabe; dies oder output_ratio.</translation>
    </message>
    <message>
        <source>Height and width of the output; this or scale_factor.</source>
        <translation>Höhe und Breite der Ausgabe; dies oder scale_factor.</translation>
    </message>
    <message>
        <source>How far apart things should be.</source>
        <translation>Wie weit Verschiedenes auseinander sein soll.</translation>
    </message>
    <message>
        <source>How far to go along a direction; nothing: the learning rate</source>
        <translation>Wie weit entlang einer Richtung gegangen wird; nichts: die Lernrate</translation>
    </message>
    <message>
        <source>How many neighbouring channels count.</source>
        <translation>Wie viele benachbarte Kanäle zählen.</translation>
    </message>
    <message>
        <source>How many times the group stands here, one behind the other; each has weights of its own.</source>
        <translation>Wie oft die Gruppe hier hintereinander steht; jede hat eigene Gewichte.</translation>
    </message>
    <message>
        <source>How much before and after, last axis first: left, right, top, bottom; negative cuts off</source>
        <translation>Wie viel davor und danach, letzte Achse zuerst: links, rechts, oben, unten; negativ schneidet ab</translation>
    </message>
    <message>
        <source>How much farther the negative should be than the positive.</source>
        <translation>Wie viel weiter das Negativ entfernt sein soll als das Positiv.</translation>
    </message>
    <message>
        <source>How much higher the right score should be than the others.</source>
        <translation>Wie viel höher die richtige Bewertung sein soll als die anderen.</translation>
    </message>
    <message>
        <source>How often the network sees every training sample</source>
        <translation>Wie oft das Netz jedes Trainings-Sample sieht</translation>
    </message>
    <message>
        <source>How the height of the cycles changes: not, half each time, or by gamma each step</source>
        <translation>Wie sich die Höhe der Zyklen ändert: gar nicht, jedes Mal auf die Hälfte, oder um gamma je Schritt</translation>
    </message>
    <message>
        <source>How the learning rate changes over time</source>
        <translation>Wie sich die Lernrate mit der Zeit ändert</translation>
    </message>
    <message>
        <source>How the losses of a batch become one number.</source>
        <translation>Wie die Verluste eines Batches zu einer Zahl werden.</translation>
    </message>
    <message>
        <source>How the rate goes between its turning points</source>
        <translation>Wie die Rate zwischen ihren Wendepunkten verläuft</translation>
    </message>
    <message>
        <source>How the values are drawn before training; default: as the layer itself does</source>
        <translation>Wie die Werte vor dem Training gezogen werden; Vorgabe: wie die Schicht selbst</translation>
    </message>
    <message>
        <source>How the vectors of a bag become one.</source>
        <translation>Wie die Vektoren einer Menge einer werden.</translation>
    </message>
    <message>
        <source>How values between the old ones are found: linear for signals, bilinear and bicubic for images, trilinear for volumes.</source>
        <translation>Wie Werte zwischen den alten gefunden werden: linear für Signale, bilinear und bicubic für Bilder, trilinear für Volumen.</translation>
    </message>
    <message>
        <source>Hyperbolic cosine.</source>
        <translation>Kosinus hyperbolicus.</translation>
    </message>
    <message>
        <source>Hyperbolic sine.</source>
        <translation>Sinus hyperbolicus.</translation>
    </message>
    <message>
        <source>Hyperbolic tangent, between -1 and 1</source>
        <translation>Tangens hyperbolicus, zwischen -1 und 1</translation>
    </message>
    <message>
        <source>IDX file of the test images; may be empty</source>
        <translation>IDX-Datei der Testbilder; darf leer sein</translation>
    </message>
    <message>
        <source>IDX file of the training images</source>
        <translation>IDX-Datei der Trainingsbilder</translation>
    </message>
    <message>
        <source>IDX file of their labels</source>
        <translation>IDX-Datei ihrer Labels</translation>
    </message>
    <message>
        <source>If you trust them, `tensorloom-cli --allow-plugins` loads them.</source>
        <translation>Wer ihnen vertraut, lädt sie mit `tensorloom-cli --allow-plugins`.</translation>
    </message>
    <message>
        <source>Image dataset</source>
        <translation>Image dataset</translation>
    </message>
    <message>
        <source>Images and labels from IDX files (the format of MNIST), also packed with gzip</source>
        <translation>Bilder und Labels aus IDX-Dateien (dem Format von MNIST), auch mit gzip gepackt</translation>
    </message>
    <message>
        <source>Images in another size, each pixel the nearest old one</source>
        <translation>Bilder in anderer Größe, jedes Pixel das nächste alte</translation>
    </message>
    <message>
        <source>Images in another size, linear between the old pixels</source>
        <translation>Bilder in anderer Größe, linear zwischen den alten Pixeln</translation>
    </message>
    <message>
        <source>Input and output are N×T×C instead of T×N×C.</source>
        <translation>Eingabe und Ausgabe sind N×T×C statt T×N×C.</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>%1 einfügen</translation>
    </message>
    <message>
        <source>Insert %1 before %2.</source>
        <translation>%1 vor %2 einfügen.</translation>
    </message>
    <message>
        <source>Insert 1×1 projection</source>
        <translation>1×1-Projektion einfügen</translation>
    </message>
    <message>
        <source>Insert Cast to float32</source>
        <translation>Cast auf float32 einfügen</translation>
    </message>
    <message>
        <source>Insert Cast to int64</source>
        <translation>Cast auf int64 einfügen</translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation>Flatten einfügen</translation>
    </message>
    <message>
        <source>Insert Flatten (and a Linear that gives one number per class) before %1.</source>
        <translation>Flatten (und ein Linear mit einer Zahl je Klasse) vor %1 einfügen.</translation>
    </message>
    <message>
        <source>Insert Flatten to use all features of a sample.</source>
        <translation>Flatten einfügen, um alle Merkmale eines Samples zu nutzen.</translation>
    </message>
    <message>
        <source>Insert Linear projection</source>
        <translation>Lineare Projektion einfügen</translation>
    </message>
    <message>
        <source>Insert Pad</source>
        <translation>Pad einfügen</translation>
    </message>
    <message>
        <source>Insert Reshape</source>
        <translation>Reshape einfügen</translation>
    </message>
    <message>
        <source>Insert Scale samples</source>
        <translation>„Scale samples“ einfügen</translation>
    </message>
    <message>
        <source>Insert Transpose</source>
        <translation>Transpose einfügen</translation>
    </message>
    <message>
        <source>Install it with: apt install dataset-fashion-mnist</source>
        <translation>Installieren mit: apt install dataset-fashion-mnist</translation>
    </message>
    <message>
        <source>Integer part of each element.</source>
        <translation>Ganzzahliger Teil jedes Elements.</translation>
    </message>
    <message>
        <source>Inverse cosine.</source>
        <translation>Arkuskosinus.</translation>
    </message>
    <message>
        <source>Inverse sine.</source>
        <translation>Arkussinus.</translation>
    </message>
    <message>
        <source>Inverse tangent.</source>
        <translation>Arkustangens.</translation>
    </message>
    <message>
        <source>It comes with the program: install Tensorloom again, or name the folder that holds it in the environment variable TL_DATA.</source>
        <translation>Sie liegt dem Programm bei: Tensorloom neu installieren oder den Ordner, der sie enthält, in der Umgebungsvariable TL_DATA nennen.</translation>
    </message>
    <message>
        <source>It goes on.</source>
        <translation>Es geht weiter.</translation>
    </message>
    <message>
        <source>It is kept but has no effect.</source>
        <translation>Er bleibt erhalten, hat aber keine Wirkung.</translation>
    </message>
    <message>
        <source>Iterations in one step</source>
        <translation>Iterationen in einem Schritt</translation>
    </message>
    <message>
        <source>Its columns are: %1%2.</source>
        <translation>Ihre Spalten sind: %1%2.</translation>
    </message>
    <message>
        <source>Joins inputs along one axis</source>
        <translation>Fügt Eingaben entlang einer Achse zusammen</translation>
    </message>
    <message>
        <source>Keep running mean and variance for evaluation.</source>
        <translation>Laufendes Mittel und laufende Varianz für die Auswertung führen.</translation>
    </message>
    <message>
        <source>Keep such data in a file of its own and name the file.</source>
        <translation>Solche Daten in einer eigenen Datei halten und die Datei nennen.</translation>
    </message>
    <message>
        <source>Keep the axis with size 1</source>
        <translation>Die Achse mit Größe 1 behalten</translation>
    </message>
    <message>
        <source>Keep the last dimension with size 1.</source>
        <translation>Die letzte Dimension mit Größe 1 behalten.</translation>
    </message>
    <message>
        <source>Keep the last, incomplete window.</source>
        <translation>Das letzte, unvollständige Fenster behalten.</translation>
    </message>
    <message>
        <source>Keep the parameters of this layer as they are while training</source>
        <translation>Die Parameter dieser Schicht im Training unverändert lassen</translation>
    </message>
    <message>
        <source>Largest integer not above each element.</source>
        <translation>Größte ganze Zahl nicht über jedem Element.</translation>
    </message>
    <message>
        <source>Largest norm of all gradients together; 0: not limited</source>
        <translation>Größte Norm aller Gradienten zusammen; 0: unbegrenzt</translation>
    </message>
    <message>
        <source>Largest size of each gradient element; 0: not limited</source>
        <translation>Größter Betrag jedes Gradientenelements; 0: unbegrenzt</translation>
    </message>
    <message>
        <source>Largest slope.</source>
        <translation>Größte Steigung.</translation>
    </message>
    <message>
        <source>Largest value of each window</source>
        <translation>Größter Wert jedes Fensters</translation>
    </message>
    <message>
        <source>Largest values of as many windows as make the output size</source>
        <translation>Größte Werte aus so vielen Fenstern, wie die Ausgabegröße verlangt</translation>
    </message>
    <message>
        <source>Largest values of windows at drawn places</source>
        <translation>Größte Werte aus Fenstern an gezogenen Stellen</translation>
    </message>
    <message>
        <source>Last dimension to merge; -1 is the last one.</source>
        <translation>Letzte zusammenzufassende Dimension; -1 ist die letzte.</translation>
    </message>
    <message>
        <source>Layers on top of each other.</source>
        <translation>Schichten übereinander.</translation>
    </message>
    <message>
        <source>Layers that make the target.</source>
        <translation>Schichten, die das Ziel bilden.</translation>
    </message>
    <message>
        <source>Layers that read the source.</source>
        <translation>Schichten, die die Quelle lesen.</translation>
    </message>
    <message>
        <source>Learn a scale and a shift per channel.</source>
        <translation>Je Kanal Skalierung und Verschiebung lernen.</translation>
    </message>
    <message>
        <source>Learn a scale and a shift per element.</source>
        <translation>Je Element Skalierung und Verschiebung lernen.</translation>
    </message>
    <message>
        <source>Leave out the last training batch when it is not full</source>
        <translation>Den letzten Trainings-Batch auslassen, wenn er nicht voll ist</translation>
    </message>
    <message>
        <source>Length of a step in units of the method&apos;s own</source>
        <translation>Länge eines Schritts in Einheiten des Verfahrens</translation>
    </message>
    <message>
        <source>Length of each vector.</source>
        <translation>Länge jedes Vektors.</translation>
    </message>
    <message>
        <source>Length of the cycle; epochs times steps per epoch unless given</source>
        <translation>Länge des Zyklus; sonst epochs mal steps_per_epoch</translation>
    </message>
    <message>
        <source>Less improvement than this does not count</source>
        <translation>Kleinere Verbesserungen zählen nicht</translation>
    </message>
    <message>
        <source>Let %1 draw its weights as usual.</source>
        <translation>%1 seine Gewichte wie üblich ziehen lassen.</translation>
    </message>
    <message>
        <source>Let one of them have its own.</source>
        <translation>Einem davon eigene geben.</translation>
    </message>
    <message>
        <source>Lift %1 out of its wires</source>
        <translation>%1 aus den Verbindungen nehmen</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Linear where beta times x is above this.</source>
        <translation>Linear, wo beta mal x hierüber liegt.</translation>
    </message>
    <message>
        <source>Logarithm of softmax</source>
        <translation>Logarithmus von softmax</translation>
    </message>
    <message>
        <source>Logarithm of the absolute value of the gamma function.</source>
        <translation>Logarithmus des Betrags der Gammafunktion.</translation>
    </message>
    <message>
        <source>Logarithm of the sigmoid</source>
        <translation>Logarithmus der Sigmoidfunktion</translation>
    </message>
    <message>
        <source>Logarithm to base 10.</source>
        <translation>Logarithmus zur Basis 10.</translation>
    </message>
    <message>
        <source>Logarithm to base 2.</source>
        <translation>Logarithmus zur Basis 2.</translation>
    </message>
    <message>
        <source>Logistic loss of scores against targets 1 and -1</source>
        <translation>Logistischer Verlust von Bewertungen gegen Ziele 1 und -1</translation>
    </message>
    <message>
        <source>Look at the data and at how the weights are drawn: nothing can be learnt from this.</source>
        <translation>Die Daten und die Anfangsgewichte ansehen: Hieraus lässt sich nichts lernen.</translation>
    </message>
    <message>
        <source>Looks ahead along the momentum; needs momentum and no dampening</source>
        <translation>Blickt entlang des Momentums voraus; braucht momentum und kein dampening</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Loss of class scores against class numbers</source>
        <translation>Verlust von Klassenbewertungen gegen Klassennummern</translation>
    </message>
    <message>
        <source>Loss of label sequences over all their alignments with the input</source>
        <translation>Verlust von Label-Folgen über alle Zuordnungen zur Eingabe</translation>
    </message>
    <message>
        <source>Loss of log probabilities against class numbers</source>
        <translation>Verlust von Log-Wahrscheinlichkeiten gegen Klassennummern</translation>
    </message>
    <message>
        <source>Loss of rates against counts</source>
        <translation>Verlust von Raten gegen Anzahlen</translation>
    </message>
    <message>
        <source>Lower limit.</source>
        <translation>Untere Grenze.</translation>
    </message>
    <message>
        <source>Lower the learning rate or clip the gradients.</source>
        <translation>Die Lernrate senken oder die Gradienten begrenzen.</translation>
    </message>
    <message>
        <source>Lower the learning rate, clip the gradients, or look at the data.</source>
        <translation>Die Lernrate senken, die Gradienten begrenzen oder die Daten ansehen.</translation>
    </message>
    <message>
        <source>Lower the learning rate.</source>
        <translation>Die Lernrate senken.</translation>
    </message>
    <message>
        <source>Lowers elements above max to max.</source>
        <translation>Senkt Elemente über max auf max.</translation>
    </message>
    <message>
        <source>Lowers the learning rate along half a cosine</source>
        <translation>Senkt die Lernrate entlang einer halben Kosinuskurve</translation>
    </message>
    <message>
        <source>Lowers the learning rate by a factor at given epochs</source>
        <translation>Senkt die Lernrate an gegebenen Epochen um einen Faktor</translation>
    </message>
    <message>
        <source>Lowers the learning rate by a factor every epoch</source>
        <translation>Senkt die Lernrate jede Epoche um einen Faktor</translation>
    </message>
    <message>
        <source>Lowers the learning rate by a factor every few epochs</source>
        <translation>Senkt die Lernrate alle paar Epochen um einen Faktor</translation>
    </message>
    <message>
        <source>Lowers the learning rate when a validation metric stops improving</source>
        <translation>Senkt die Lernrate, wenn eine Validierungsmetrik nicht mehr besser wird</translation>
    </message>
    <message>
        <source>Lowers the rate with the number of steps</source>
        <translation>Senkt die Rate mit der Zahl der Schritte</translation>
    </message>
    <message>
        <source>Lowers the rate with the number of steps, and pulls weights towards zero</source>
        <translation>Senkt die Rate mit der Zahl der Schritte und zieht Gewichte gegen null</translation>
    </message>
    <message>
        <source>L×S, true where a key is hidden, or numbers to add</source>
        <translation>L×S, true, wo ein Key verborgen ist, oder Zahlen zum Addieren</translation>
    </message>
    <message>
        <source>Make %1 a LogSoftmax.</source>
        <translation>%1 zu LogSoftmax machen.</translation>
    </message>
    <message>
        <source>Make %1 automatic</source>
        <translation>%1 automatisch machen</translation>
    </message>
    <message>
        <source>Make %1 independent</source>
        <translation>%1 eigenständig machen</translation>
    </message>
    <message>
        <source>Make an independent copy of the group and put that in.</source>
        <translation>Eine eigenständige Kopie der Gruppe machen und diese hineinsetzen.</translation>
    </message>
    <message>
        <source>Make the network smaller.</source>
        <translation>Das Netz verkleinern.</translation>
    </message>
    <message>
        <source>Make the shapes at the inputs of %1 fit each other.</source>
        <translation>Die Formen an den Eingängen von %1 passend machen.</translation>
    </message>
    <message>
        <source>Make the sizes of %1 or of its input smaller.</source>
        <translation>Die Größen von %1 oder seiner Eingabe verkleinern.</translation>
    </message>
    <message>
        <source>Math</source>
        <translation>Mathematik</translation>
    </message>
    <message>
        <source>Matrix product of the last two axes</source>
        <translation>Matrixprodukt der letzten beiden Achsen</translation>
    </message>
    <message>
        <source>Mean absolute difference</source>
        <translation>Mittlere absolute Differenz</translation>
    </message>
    <message>
        <source>Mean of (input − target)²</source>
        <translation>Mittel von (Eingabe − Ziel)²</translation>
    </message>
    <message>
        <source>Mean of each window</source>
        <translation>Mittel jedes Fensters</translation>
    </message>
    <message>
        <source>Mean of |input − target|</source>
        <translation>Mittel von |Eingabe − Ziel|</translation>
    </message>
    <message>
        <source>Mean over one axis</source>
        <translation>Mittel über eine Achse</translation>
    </message>
    <message>
        <source>Mean squared difference</source>
        <translation>Mittlere quadratische Differenz</translation>
    </message>
    <message>
        <source>Means over as many windows as make the output size</source>
        <translation>Mittel über so viele Fenster, wie die Ausgabegröße verlangt</translation>
    </message>
    <message>
        <source>Measure the negative from the nearer of anchor and positive.</source>
        <translation>Das Negativ vom näheren von Anker und Positiv aus messen.</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s largest value</source>
        <translation>Gedächtnis für den größten Wert des Gradienten</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s mean</source>
        <translation>Gedächtnis für das Mittel des Gradienten</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s square</source>
        <translation>Gedächtnis für das Quadrat des Gradienten</translation>
    </message>
    <message>
        <source>Memory of the squares</source>
        <translation>Gedächtnis für die Quadrate</translation>
    </message>
    <message>
        <source>Mend the data: one such value spoils every weight.</source>
        <translation>Die Daten berichtigen: Ein solcher Wert verdirbt alle Gewichte.</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Minus each element.</source>
        <translation>Jedes Element mit umgekehrtem Vorzeichen.</translation>
    </message>
    <message>
        <source>Mirrors an image left to right with a probability, while training</source>
        <translation>Spiegelt im Training ein Bild mit einer Wahrscheinlichkeit links–rechts</translation>
    </message>
    <message>
        <source>Mirrors an image top to bottom with a probability, while training</source>
        <translation>Spiegelt im Training ein Bild mit einer Wahrscheinlichkeit oben–unten</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>Move %1 nodes</source>
        <translation>%1 Knoten verschieben</translation>
    </message>
    <message>
        <source>Move it away, or go on in another folder.</source>
        <translation>Verschieben oder in einem anderen Ordner weitermachen.</translation>
    </message>
    <message>
        <source>Moves the learning rate up and down between two bounds</source>
        <translation>Bewegt die Lernrate zwischen zwei Grenzen auf und ab</translation>
    </message>
    <message>
        <source>Moves the momentum against the rate</source>
        <translation>Bewegt das Momentum gegenläufig zur Rate</translation>
    </message>
    <message>
        <source>Multiplies by a factor and adds an offset</source>
        <translation>Multipliziert mit einem Faktor und addiert einen Versatz</translation>
    </message>
    <message>
        <source>Multiplies the first learning rate by a formula of the epoch</source>
        <translation>Multipliziert die erste Lernrate mit einer Formel der Epoche</translation>
    </message>
    <message>
        <source>Name a layer that exists.</source>
        <translation>Eine Schicht nennen, die es gibt.</translation>
    </message>
    <message>
        <source>Name every class, or none.</source>
        <translation>Jede Klasse benennen oder keine.</translation>
    </message>
    <message>
        <source>Name, or number from 1, of the column to predict; empty: the last one</source>
        <translation>Name oder Nummer (ab 1) der vorherzusagenden Spalte; leer: die letzte</translation>
    </message>
    <message>
        <source>Natural logarithm.</source>
        <translation>Natürlicher Logarithmus.</translation>
    </message>
    <message>
        <source>Nearest integer, halves to even.</source>
        <translation>Nächste ganze Zahl, Hälften zur geraden.</translation>
    </message>
    <message>
        <source>Negative values are scaled down instead of cut off</source>
        <translation>Negative Werte werden verkleinert statt abgeschnitten</translation>
    </message>
    <message>
        <source>Negative values become zero</source>
        <translation>Negative Werte werden null</translation>
    </message>
    <message>
        <source>Newest checkpoints kept, besides the best</source>
        <translation>Aufbewahrte neueste Checkpoints, neben dem besten</translation>
    </message>
    <message>
        <source>No optimizer follows a loss</source>
        <translation>Kein Optimierer folgt einem Verlust</translation>
    </message>
    <message>
        <source>No other checkpoint of this run is good.</source>
        <translation>Kein anderer Checkpoint dieses Laufs ist unversehrt.</translation>
    </message>
    <message>
        <source>No progress for %1 seconds while %2.</source>
        <translation>Kein Fortschritt seit %1 Sekunden: %2.</translation>
    </message>
    <message>
        <source>No step becomes larger</source>
        <translation>Kein Schritt wird größer</translation>
    </message>
    <message>
        <source>No step becomes smaller</source>
        <translation>Kein Schritt wird kleiner</translation>
    </message>
    <message>
        <source>Nodes and groups whose parameters it moves, by name, in a group block/2/conv_1, separated by commas; empty: all that can be trained</source>
        <translation>Namen der Knoten und Gruppen, deren Parameter er bewegt, in einer Gruppe block/2/conv_1, durch Kommas getrennt; leer: alle trainierbaren</translation>
    </message>
    <message>
        <source>Normalise after the last layer.</source>
        <translation>Nach der letzten Schicht normieren.</translation>
    </message>
    <message>
        <source>Normalise before attention and feed-forward, not after.</source>
        <translation>Vor Attention und Feed-forward normieren, nicht danach.</translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation>Normierung</translation>
    </message>
    <message>
        <source>Normally distributed random numbers, fresh in every step: what a generator begins with</source>
        <translation>Normalverteilte Zufallszahlen, in jedem Schritt neu: womit ein Generator beginnt</translation>
    </message>
    <message>
        <source>Nothing can be trained: no layer has parameters</source>
        <translation>Nichts lässt sich trainieren: Keine Schicht hat Parameter</translation>
    </message>
    <message>
        <source>Number format of the computation</source>
        <translation>Zahlenformat der Berechnung</translation>
    </message>
    <message>
        <source>Number of classes.</source>
        <translation>Zahl der Klassen.</translation>
    </message>
    <message>
        <source>Number of filters, the channels of the output.</source>
        <translation>Zahl der Filter, die Kanäle der Ausgabe.</translation>
    </message>
    <message>
        <source>N×B whole numbers</source>
        <translation>N×B ganze Zahlen</translation>
    </message>
    <message>
        <source>N×C log probabilities</source>
        <translation>N×C Log-Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>N×C or N×C×L</source>
        <translation>N×C oder N×C×L</translation>
    </message>
    <message>
        <source>N×C scores</source>
        <translation>N×C Bewertungen</translation>
    </message>
    <message>
        <source>N×S, or all in one row</source>
        <translation>N×S, oder alles in einer Zeile</translation>
    </message>
    <message>
        <source>N×S, true where a key is to be ignored</source>
        <translation>N×S, true, wo ein Key ignoriert wird</translation>
    </message>
    <message>
        <source>N×S, true where nothing stands</source>
        <translation>N×S, true, wo nichts steht</translation>
    </message>
    <message>
        <source>N×T, true where nothing stands</source>
        <translation>N×T, true, wo nichts steht</translation>
    </message>
    <message>
        <source>N×T×C, or T×N×C</source>
        <translation>N×T×C oder T×N×C</translation>
    </message>
    <message>
        <source>Of two scores the one that the target names should be higher</source>
        <translation>Von zwei Bewertungen soll die vom Ziel genannte höher sein</translation>
    </message>
    <message>
        <source>On for accuracy, off for losses</source>
        <translation>An für Genauigkeit, aus für Verluste</translation>
    </message>
    <message>
        <source>One axis; 0 is the batch</source>
        <translation>Eine Achse; 0 ist der Batch</translation>
    </message>
    <message>
        <source>One key and value of zeros more.</source>
        <translation>Ein Key und Value aus Nullen mehr.</translation>
    </message>
    <message>
        <source>One learned key and value more.</source>
        <translation>Ein gelernter Key und Value mehr.</translation>
    </message>
    <message>
        <source>One number in the shape of the input, such as a target that is always 1</source>
        <translation>Eine Zahl in der Form der Eingabe, etwa ein Ziel, das immer 1 ist</translation>
    </message>
    <message>
        <source>One over each element.</source>
        <translation>Kehrwert jedes Elements.</translation>
    </message>
    <message>
        <source>One over the square root of each element.</source>
        <translation>Kehrwert der Quadratwurzel jedes Elements.</translation>
    </message>
    <message>
        <source>One slope for all, or one for each channel.</source>
        <translation>Eine Steigung für alle oder je Kanal eine.</translation>
    </message>
    <message>
        <source>One step of a gated recurrent unit</source>
        <translation>Ein Schritt einer GRU-Zelle</translation>
    </message>
    <message>
        <source>One step of a long short-term memory</source>
        <translation>Ein Schritt einer LSTM-Zelle</translation>
    </message>
    <message>
        <source>One step of an Elman network</source>
        <translation>Ein Schritt eines Elman-Netzes</translation>
    </message>
    <message>
        <source>One step.</source>
        <translation>Ein Schritt.</translation>
    </message>
    <message>
        <source>Only computations that give the same bits on every run</source>
        <translation>Nur Berechnungen, die in jedem Lauf dieselben Bits ergeben</translation>
    </message>
    <message>
        <source>Open it with a newer Tensorloom.</source>
        <translation>Mit einem neueren Tensorloom öffnen.</translation>
    </message>
    <message>
        <source>Open the group that it is to be shown on.</source>
        <translation>Die Gruppe öffnen, an der es gezeigt werden soll.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Parts that attend on their own.</source>
        <translation>Teile, die je für sich aufmerken.</translation>
    </message>
    <message>
        <source>Passes its input on and is always watched while training</source>
        <translation>Reicht seine Eingabe weiter und wird im Training immer beobachtet</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <translation>%1 einfügen</translation>
    </message>
    <message>
        <source>Paste %1 nodes</source>
        <translation>%1 Knoten einfügen</translation>
    </message>
    <message>
        <source>Pause was asked for.</source>
        <translation>Pause wurde verlangt.</translation>
    </message>
    <message>
        <source>Paused at step %1: %2</source>
        <translation>Pausiert bei Schritt %1: %2</translation>
    </message>
    <message>
        <source>Place %1 before the last layer, or leave it out.</source>
        <translation>%1 vor die letzte Schicht setzen oder weglassen.</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>Positive values that sum to one along a dimension</source>
        <translation>Positive Werte, die sich entlang einer Dimension zu eins summieren</translation>
    </message>
    <message>
        <source>Power average of each window</source>
        <translation>Potenzmittel jedes Fensters</translation>
    </message>
    <message>
        <source>Power by which the rate falls</source>
        <translation>Potenz, mit der die Rate fällt</translation>
    </message>
    <message>
        <source>Power of what falls short of the margin: 1 or 2.</source>
        <translation>Potenz dessen, was am Mindestabstand fehlt: 1 oder 2.</translation>
    </message>
    <message>
        <source>Power of what is divided by.</source>
        <translation>Potenz dessen, wodurch geteilt wird.</translation>
    </message>
    <message>
        <source>Probability that a channel is set to zero while training.</source>
        <translation>Wahrscheinlichkeit, dass ein Kanal im Training auf null gesetzt wird.</translation>
    </message>
    <message>
        <source>Probability that an element is dropped while training.</source>
        <translation>Wahrscheinlichkeit, dass ein Element im Training wegfällt.</translation>
    </message>
    <message>
        <source>Probability that an element is set to zero while training.</source>
        <translation>Wahrscheinlichkeit, dass ein Element im Training auf null gesetzt wird.</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Messpunkt</translation>
    </message>
    <message>
        <source>Project the output down to this size; 0: not.</source>
        <translation>Die Ausgabe auf diese Größe projizieren; 0: nicht.</translation>
    </message>
    <message>
        <source>Pulls weights towards zero</source>
        <translation>Zieht Gewichte gegen null</translation>
    </message>
    <message>
        <source>Put %1 into the wire</source>
        <translation>%1 in die Verbindung setzen</translation>
    </message>
    <message>
        <source>Put a normalization or a way past between the layers, or take another activation.</source>
        <translation>Eine Normierung oder einen Weg vorbei zwischen die Schichten setzen oder eine andere Aktivierung nehmen.</translation>
    </message>
    <message>
        <source>Put back to work</source>
        <translation>Wieder einsetzen</translation>
    </message>
    <message>
        <source>Put the file beside the project, or choose it in the data node.</source>
        <translation>Die Datei neben das Projekt legen oder im Datenknoten wählen.</translation>
    </message>
    <message>
        <source>Put the whole cell inside the quotes.</source>
        <translation>Die ganze Zelle in die Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>Quasi-Newton steps from the history of gradients; evaluates the loss several times a step</source>
        <translation>Quasi-Newton-Schritte aus früheren Gradienten; wertet den Verlust je Schritt mehrmals aus</translation>
    </message>
    <message>
        <source>Quotient, broadcast; integers give floats.</source>
        <translation>Quotient, mit Broadcasting; ganze Zahlen ergeben Fließkommazahlen.</translation>
    </message>
    <message>
        <source>Raise the learning rate, or give the network more to learn with.</source>
        <translation>Die Lernrate erhöhen oder dem Netz mehr zum Lernen geben.</translation>
    </message>
    <message>
        <source>Raises elements below min to min.</source>
        <translation>Hebt Elemente unter min auf min.</translation>
    </message>
    <message>
        <source>Raises the learning rate once and lowers it to nearly nothing, momentum the other way</source>
        <translation>Hebt die Lernrate einmal und senkt sie fast auf null, das Momentum umgekehrt</translation>
    </message>
    <message>
        <source>Random changes of training images that keep their class</source>
        <translation>Zufällige Änderungen der Trainingsbilder, die ihre Klasse erhalten</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>Random crop</translation>
    </message>
    <message>
        <source>Random flip</source>
        <translation>Random flip</translation>
    </message>
    <message>
        <source>Random vertical flip</source>
        <translation>Random vertical flip</translation>
    </message>
    <message>
        <source>ReLU that stops at 6</source>
        <translation>ReLU, das bei 6 endet</translation>
    </message>
    <message>
        <source>ReLU with a learned slope below zero</source>
        <translation>ReLU mit gelernter Steigung unter null</translation>
    </message>
    <message>
        <source>ReLU with random slopes below zero while training</source>
        <translation>ReLU mit zufälligen Steigungen unter null im Training</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>Rekurrent</translation>
    </message>
    <message>
        <source>Regularization</source>
        <translation>Regularisierung</translation>
    </message>
    <message>
        <source>Remainder with the sign of the dividend.</source>
        <translation>Rest mit dem Vorzeichen des Dividenden.</translation>
    </message>
    <message>
        <source>Remainder with the sign of the divisor.</source>
        <translation>Rest mit dem Vorzeichen des Divisors.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove it or make it an object.</source>
        <translation>Entfernen oder zu einem Objekt machen.</translation>
    </message>
    <message>
        <source>Remove it, or open the project with a version that knows it.</source>
        <translation>Entfernen oder das Projekt mit einer Version öffnen, die ihn kennt.</translation>
    </message>
    <message>
        <source>Remove it, or put something else in its place.</source>
        <translation>Entfernen oder durch etwas anderes ersetzen.</translation>
    </message>
    <message>
        <source>Remove it, or restore the file from a backup.</source>
        <translation>Entfernen oder die Datei aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>Remove one of its wires.</source>
        <translation>Eine seiner Verbindungen entfernen.</translation>
    </message>
    <message>
        <source>Remove some.</source>
        <translation>Einige entfernen.</translation>
    </message>
    <message>
        <source>Remove the closing wire</source>
        <translation>Die schließende Verbindung entfernen</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>Die Verbindung entfernen</translation>
    </message>
    <message>
        <source>Remove the wire.</source>
        <translation>Die Verbindung entfernen.</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Rename the group %1 to %2</source>
        <translation>Gruppe %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Repeat it less often, or nest fewer groups.</source>
        <translation>Seltener wiederholen oder weniger Gruppen verschachteln.</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Reset weight_init of %1</source>
        <translation>weight_init von %1 zurücksetzen</translation>
    </message>
    <message>
        <source>Restore the file from a backup.</source>
        <translation>Die Datei aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>Resume was asked for.</source>
        <translation>Fortsetzen wurde verlangt.</translation>
    </message>
    <message>
        <source>Resumed at step %1, but not bit for bit: %2.</source>
        <translation>Fortgesetzt bei Schritt %1, aber nicht bitgenau: %2.</translation>
    </message>
    <message>
        <source>Resumed at step %1: the run goes on bit for bit as if it had not been interrupted.</source>
        <translation>Fortgesetzt bei Schritt %1: Der Lauf geht bitgenau weiter, als wäre er nicht unterbrochen worden.</translation>
    </message>
    <message>
        <source>Rows of numbers from a comma-separated file, one column of which is to be predicted</source>
        <translation>Zeilen von Zahlen aus einer CSV-Datei, von denen eine Spalte vorherzusagen ist</translation>
    </message>
    <message>
        <source>Rows of the table: one more than the largest number.</source>
        <translation>Zeilen der Tabelle: eine mehr als die größte Zahl.</translation>
    </message>
    <message>
        <source>Run setting &apos;%1&apos; is not known here</source>
        <translation>Laufeinstellung „%1“ ist hier unbekannt</translation>
    </message>
    <message>
        <source>Run settings: %1</source>
        <translation>Laufeinstellungen: %1</translation>
    </message>
    <message>
        <source>Samples that go through the network together</source>
        <translation>Samples, die zusammen durch das Netz gehen</translation>
    </message>
    <message>
        <source>Save to keep the new form.</source>
        <translation>Speichern behält die neue Form.</translation>
    </message>
    <message>
        <source>Scale samples</source>
        <translation>Scale samples</translation>
    </message>
    <message>
        <source>Scale the inputs or the weights before it: what is saturated learns slowly.</source>
        <translation>Die Eingaben oder die Gewichte davor skalieren: Gesättigtes lernt langsam.</translation>
    </message>
    <message>
        <source>Scale the inputs, or draw the weights of the last layer smaller.</source>
        <translation>Die Eingaben skalieren oder die Gewichte der letzten Schicht kleiner ziehen.</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Lernratenplan</translation>
    </message>
    <message>
        <source>See what stands between it and the loss: a wire, a dead unit, a step without a derivative.</source>
        <translation>Nachsehen, was zwischen ihm und dem Verlust steht: eine Verbindung, eine tote Einheit, ein Schritt ohne Ableitung.</translation>
    </message>
    <message>
        <source>See what the data node reads.</source>
        <translation>Nachsehen, was der Datenknoten liest.</translation>
    </message>
    <message>
        <source>See whether the labels reach the network as an input.</source>
        <translation>Nachsehen, ob die Labels als Eingabe ins Netz gelangen.</translation>
    </message>
    <message>
        <source>Self-normalising exponential linear unit</source>
        <translation>Selbstnormierende exponentiell-lineare Einheit</translation>
    </message>
    <message>
        <source>Series that must keep improving, such as validation/loss; empty: off</source>
        <translation>Reihe, die sich weiter verbessern muss, etwa validation/loss; leer: aus</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>Set %1 %2</source>
        <translation>%1 setzen: %2</translation>
    </message>
    <message>
        <source>Set %1 alike in both.</source>
        <translation>%1 in beiden gleich setzen.</translation>
    </message>
    <message>
        <source>Set %1 as in %2</source>
        <translation>%1 wie in %2 setzen</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation>%1 von %2 auf %3 setzen</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3.</source>
        <translation>%1 von %2 auf %3 setzen.</translation>
    </message>
    <message>
        <source>Set %1 of %2 to automatic.</source>
        <translation>%1 von %2 auf automatisch setzen.</translation>
    </message>
    <message>
        <source>Set %1.</source>
        <translation>%1 setzen.</translation>
    </message>
    <message>
        <source>Set batch_size of %1 to %2</source>
        <translation>batch_size von %1 auf %2 setzen</translation>
    </message>
    <message>
        <source>Set batch_size of %1 to 32</source>
        <translation>batch_size von %1 auf 32 setzen</translation>
    </message>
    <message>
        <source>Set drop_last of %1</source>
        <translation>drop_last von %1 setzen</translation>
    </message>
    <message>
        <source>Set lr of %1 to %2</source>
        <translation>lr von %1 auf %2 setzen</translation>
    </message>
    <message>
        <source>Set out_features of the last Linear to %1.</source>
        <translation>out_features des letzten Linear auf %1 setzen.</translation>
    </message>
    <message>
        <source>Set repeat to 1, or give the group an input and an output.</source>
        <translation>repeat auf 1 setzen oder der Gruppe Ein- und Ausgang geben.</translation>
    </message>
    <message>
        <source>Several decoder layers on top of each other</source>
        <translation>Mehrere Decoder-Schichten übereinander</translation>
    </message>
    <message>
        <source>Several dimensions merged into one</source>
        <translation>Mehrere Dimensionen zu einer zusammengefasst</translation>
    </message>
    <message>
        <source>Several encoder layers on top of each other</source>
        <translation>Mehrere Encoder-Schichten übereinander</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Shape of one sample&apos;s features, such as 1, 8, 8; empty: one vector</source>
        <translation>Form der Merkmale eines Samples, etwa 1, 8, 8; leer: ein Vektor</translation>
    </message>
    <message>
        <source>Share of all samples that is kept for the test, class by class</source>
        <translation>Anteil aller Samples, der für den Test zurückgelegt wird, klassenweise</translation>
    </message>
    <message>
        <source>Share of samples whose highest score is the right class</source>
        <translation>Anteil der Samples, deren höchste Bewertung die richtige Klasse ist</translation>
    </message>
    <message>
        <source>Share of the attention weights that is dropped in training.</source>
        <translation>Anteil der Attention-Gewichte, der im Training wegfällt.</translation>
    </message>
    <message>
        <source>Share of the last step that goes on</source>
        <translation>Anteil des letzten Schritts, der weiterwirkt</translation>
    </message>
    <message>
        <source>Share of the new batch in the running statistics.</source>
        <translation>Anteil des neuen Batches an der laufenden Statistik.</translation>
    </message>
    <message>
        <source>Share of the new batch in the running statistics; none: their mean over all batches.</source>
        <translation>Anteil des neuen Batches an der laufenden Statistik; none: Mittel über alle Batches.</translation>
    </message>
    <message>
        <source>Share of the samples that are flipped</source>
        <translation>Anteil der Samples, die gespiegelt werden</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises</source>
        <translation>Anteil der Schritte, in denen die Rate steigt</translation>
    </message>
    <message>
        <source>Share of the target spread evenly over all classes.</source>
        <translation>Anteil des Ziels, der gleichmäßig auf alle Klassen verteilt wird.</translation>
    </message>
    <message>
        <source>Share of the training samples that is held out for validation, class by class</source>
        <translation>Anteil der Trainings-Samples, der für die Validierung zurückgelegt wird, klassenweise</translation>
    </message>
    <message>
        <source>Share of the values between layers that is dropped in training.</source>
        <translation>Anteil der Werte zwischen den Schichten, der im Training wegfällt.</translation>
    </message>
    <message>
        <source>Share of the values that is dropped in training.</source>
        <translation>Anteil der Werte, der im Training wegfällt.</translation>
    </message>
    <message>
        <source>Share with a layer of the same type.</source>
        <translation>Mit einer Schicht desselben Typs teilen.</translation>
    </message>
    <message>
        <source>Shifts an image at random by up to its padding, while training</source>
        <translation>Verschiebt im Training ein Bild zufällig um bis zu seinen Rand</translation>
    </message>
    <message>
        <source>Show %1 %2 on the group</source>
        <translation>%1 %2 an der Gruppe zeigen</translation>
    </message>
    <message>
        <source>Show %1.%2 on the group</source>
        <translation>%1.%2 an der Gruppe zeigen</translation>
    </message>
    <message>
        <source>Show the training samples in another order each epoch</source>
        <translation>Die Trainings-Samples in jeder Epoche in anderer Reihenfolge zeigen</translation>
    </message>
    <message>
        <source>Sigmoid and binary cross entropy in one</source>
        <translation>Sigmoid und binäre Kreuzentropie in einem</translation>
    </message>
    <message>
        <source>Signals, images or volumes in another size</source>
        <translation>Signale, Bilder oder Volumen in anderer Größe</translation>
    </message>
    <message>
        <source>Similar pairs at a small angle, others at a large one</source>
        <translation>Ähnliche Paare in kleinem Winkel, andere in großem</translation>
    </message>
    <message>
        <source>Size of a step</source>
        <translation>Größe eines Schritts</translation>
    </message>
    <message>
        <source>Size of each filter.</source>
        <translation>Größe jedes Filters.</translation>
    </message>
    <message>
        <source>Size of each input row; found from the input.</source>
        <translation>Größe jeder Eingabezeile; ergibt sich aus der Eingabe.</translation>
    </message>
    <message>
        <source>Size of each output row.</source>
        <translation>Größe jeder Ausgabezeile.</translation>
    </message>
    <message>
        <source>Size of each window.</source>
        <translation>Größe jedes Fensters.</translation>
    </message>
    <message>
        <source>Size of the first step</source>
        <translation>Größe des ersten Schritts</translation>
    </message>
    <message>
        <source>Size of the first steps</source>
        <translation>Größe der ersten Schritte</translation>
    </message>
    <message>
        <source>Size of the output as a share of the input&apos;s, one number or two between 0 and 1.</source>
        <translation>Größe der Ausgabe als Anteil der Eingabe, eine Zahl oder zwei zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>Size of the output, one number for all dimensions or one each; this or scale_factor.</source>
        <translation>Größe der Ausgabe, eine Zahl für alle Dimensionen oder je eine; dies oder scale_factor.</translation>
    </message>
    <message>
        <source>Size of the output; -1 keeps the input&apos;s.</source>
        <translation>Größe der Ausgabe; -1 behält die der Eingabe.</translation>
    </message>
    <message>
        <source>Size of the state.</source>
        <translation>Größe des Zustands.</translation>
    </message>
    <message>
        <source>Size of the windows of the pooling.</source>
        <translation>Größe der Fenster des Poolings.</translation>
    </message>
    <message>
        <source>Size of what each input value spreads over.</source>
        <translation>Größe dessen, worüber sich jeder Eingabewert verteilt.</translation>
    </message>
    <message>
        <source>Sizes of one sample&apos;s numbers</source>
        <translation>Größen der Zahlen eines Samples</translation>
    </message>
    <message>
        <source>Sizes of one sample; one of them may be -1 (what is left)</source>
        <translation>Größen eines Samples; eine davon darf -1 sein (was übrig ist)</translation>
    </message>
    <message>
        <source>Sizes of the last dimensions to normalise over; found from the input&apos;s last one.</source>
        <translation>Größen der letzten Dimensionen, über die normiert wird; ergeben sich aus der letzten der Eingabe.</translation>
    </message>
    <message>
        <source>Slope below zero.</source>
        <translation>Steigung unter null.</translation>
    </message>
    <message>
        <source>Small values become zero</source>
        <translation>Kleine Werte werden null</translation>
    </message>
    <message>
        <source>Smallest change that counts as better</source>
        <translation>Kleinste Änderung, die als Verbesserung zählt</translation>
    </message>
    <message>
        <source>Smallest integer not below each element.</source>
        <translation>Kleinste ganze Zahl nicht unter jedem Element.</translation>
    </message>
    <message>
        <source>Smallest product of lengths to divide by.</source>
        <translation>Kleinstes Produkt der Längen, durch das geteilt wird.</translation>
    </message>
    <message>
        <source>Smallest slope.</source>
        <translation>Kleinste Steigung.</translation>
    </message>
    <message>
        <source>So many validations without improvement are let pass</source>
        <translation>So viele Validierungen ohne Verbesserung bleiben ohne Folge</translation>
    </message>
    <message>
        <source>Softmax and its loss over very many classes, rare ones in clusters</source>
        <translation>Softmax und sein Verlust über sehr viele Klassen, seltene in Clustern</translation>
    </message>
    <message>
        <source>Softmax of the negated input: the smallest value weighs most</source>
        <translation>Softmax der negierten Eingabe: der kleinste Wert wiegt am meisten</translation>
    </message>
    <message>
        <source>Softmax over the channels at each place of an image</source>
        <translation>Softmax über die Kanäle an jeder Stelle eines Bildes</translation>
    </message>
    <message>
        <source>Split the network into several projects.</source>
        <translation>Das Netz auf mehrere Projekte aufteilen.</translation>
    </message>
    <message>
        <source>Square of each element.</source>
        <translation>Quadrat jedes Elements.</translation>
    </message>
    <message>
        <source>Square root of each element.</source>
        <translation>Quadratwurzel jedes Elements.</translation>
    </message>
    <message>
        <source>Squared difference for small errors, absolute for large</source>
        <translation>Quadratische Differenz für kleine Fehler, absolute für große</translation>
    </message>
    <message>
        <source>Standardize %1</source>
        <translation>%1 standardisieren</translation>
    </message>
    <message>
        <source>Step of the filter over the input.</source>
        <translation>Schrittweite des Filters über die Eingabe.</translation>
    </message>
    <message>
        <source>Step of the pooling; as kernel_size unless given.</source>
        <translation>Schrittweite des Poolings; sonst wie kernel_size.</translation>
    </message>
    <message>
        <source>Step of the window; as kernel_size unless given.</source>
        <translation>Schrittweite des Fensters; sonst wie kernel_size.</translation>
    </message>
    <message>
        <source>Steps before averaging begins</source>
        <translation>Schritte, bevor die Mittelung beginnt</translation>
    </message>
    <message>
        <source>Steps by the sign of the gradient alone; for batches of the whole data</source>
        <translation>Schritte nur nach dem Vorzeichen des Gradienten; für Batches aus allen Daten</translation>
    </message>
    <message>
        <source>Steps from bottom to top</source>
        <translation>Schritte von unten nach oben</translation>
    </message>
    <message>
        <source>Steps from top to bottom; as many as up unless given</source>
        <translation>Schritte von oben nach unten; sonst so viele wie aufwärts</translation>
    </message>
    <message>
        <source>Still paused: %1</source>
        <translation>Noch pausiert: %1</translation>
    </message>
    <message>
        <source>Stochastic gradient descent that keeps an average of the weights</source>
        <translation>Stochastischer Gradientenabstieg, der einen Mittelwert der Gewichte führt</translation>
    </message>
    <message>
        <source>Stochastic gradient descent, with momentum if wanted</source>
        <translation>Stochastischer Gradientenabstieg, auf Wunsch mit Momentum</translation>
    </message>
    <message>
        <source>Stop was asked for: the step is finished and a checkpoint written.</source>
        <translation>Stopp wurde verlangt: Der Schritt wird beendet und ein Checkpoint geschrieben.</translation>
    </message>
    <message>
        <source>Stopped at step %1.</source>
        <translation>Gestoppt bei Schritt %1.</translation>
    </message>
    <message>
        <source>Stopped before it began.</source>
        <translation>Vor dem Beginn gestoppt.</translation>
    </message>
    <message>
        <source>Stopped early: %1 did not improve in %2 validations.</source>
        <translation>Früh gestoppt: %1 wurde in %2 Validierungen nicht besser.</translation>
    </message>
    <message>
        <source>Stopped in the middle of a step, before the first checkpoint.</source>
        <translation>Mitten in einem Schritt gestoppt, vor dem ersten Checkpoint.</translation>
    </message>
    <message>
        <source>Stopped in the middle of a step; the checkpoint of step %1 is kept.</source>
        <translation>Mitten in einem Schritt gestoppt; der Checkpoint von Schritt %1 bleibt.</translation>
    </message>
    <message>
        <source>Subtracted: one number, or one per channel separated by commas</source>
        <translation>Wird abgezogen: eine Zahl oder je Kanal eine, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Subtracts a mean and divides by a standard deviation, per channel</source>
        <translation>Zieht je Kanal ein Mittel ab und teilt durch eine Standardabweichung</translation>
    </message>
    <message>
        <source>Swaps two axes</source>
        <translation>Vertauscht zwei Achsen</translation>
    </message>
    <message>
        <source>T 0</source>
        <translation>T 0</translation>
    </message>
    <message>
        <source>T max</source>
        <translation>T max</translation>
    </message>
    <message>
        <source>T mult</source>
        <translation>T mult</translation>
    </message>
    <message>
        <source>Take %1 off the group</source>
        <translation>%1 von der Gruppe nehmen</translation>
    </message>
    <message>
        <source>Take that class away, or samples of it in.</source>
        <translation>Diese Klasse herausnehmen oder Samples von ihr aufnehmen.</translation>
    </message>
    <message>
        <source>Take the instance out of the group that it is an instance of.</source>
        <translation>Das Exemplar aus der Gruppe nehmen, von der es eines ist.</translation>
    </message>
    <message>
        <source>Take the wire off first.</source>
        <translation>Zuerst die Verbindung lösen.</translation>
    </message>
    <message>
        <source>Takes this share off the gradient that enters the momentum</source>
        <translation>Zieht diesen Anteil vom Gradienten ab, der ins Momentum eingeht</translation>
    </message>
    <message>
        <source>Targets of this class do not count.</source>
        <translation>Ziele dieser Klasse zählen nicht.</translation>
    </message>
    <message>
        <source>Targets too long for their input count as zero.</source>
        <translation>Für ihre Eingabe zu lange Ziele zählen als null.</translation>
    </message>
    <message>
        <source>The axis to join along; 0 is the batch</source>
        <translation>Die Achse zum Zusammenfügen; 0 ist der Batch</translation>
    </message>
    <message>
        <source>The axis; 0 is the batch, -1 the last</source>
        <translation>Die Achse; 0 ist der Batch, -1 die letzte</translation>
    </message>
    <message>
        <source>The centres of the outermost old and new pixels fall together.</source>
        <translation>Die Mitten der äußersten alten und neuen Pixel fallen zusammen.</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is already written.</source>
        <translation>Der Checkpoint von Schritt %1 ist schon geschrieben.</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is good.</source>
        <translation>Der Checkpoint von Schritt %1 ist unversehrt.</translation>
    </message>
    <message>
        <source>The class that stands for no label.</source>
        <translation>Die Klasse, die für kein Label steht.</translation>
    </message>
    <message>
        <source>The definition that this is an instance of.</source>
        <translation>Die Definition, von der dies ein Exemplar ist.</translation>
    </message>
    <message>
        <source>The earlier run in this folder is kept in &apos;%1&apos;.</source>
        <translation>Der frühere Lauf in diesem Ordner ist in „%1“ aufbewahrt.</translation>
    </message>
    <message>
        <source>The first rate is multiplied by this; a formula of epoch, like 1 / (1 + epoch)</source>
        <translation>Die erste Rate wird hiermit multipliziert; eine Formel von epoch, etwa 1 / (1 + epoch)</translation>
    </message>
    <message>
        <source>The first rate is the highest divided by it</source>
        <translation>Die erste Rate ist die höchste, hierdurch geteilt</translation>
    </message>
    <message>
        <source>The input is the logarithm of the rate.</source>
        <translation>Die Eingabe ist der Logarithmus der Rate.</translation>
    </message>
    <message>
        <source>The larger of two elements; NaN wins.</source>
        <translation>Das größere von zwei Elementen; NaN gewinnt.</translation>
    </message>
    <message>
        <source>The last batch cannot be shown: %1</source>
        <translation>Der letzte Batch lässt sich nicht zeigen: %1</translation>
    </message>
    <message>
        <source>The last points of the curves could not be written: %1</source>
        <translation>Die letzten Punkte der Kurven ließen sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>The last rate is the first divided by it</source>
        <translation>Die letzte Rate ist die erste, hierdurch geteilt</translation>
    </message>
    <message>
        <source>The later checkpoint is kept as &apos;%1&apos;.</source>
        <translation>Der spätere Checkpoint ist als „%1“ aufbewahrt.</translation>
    </message>
    <message>
        <source>The momentum where the rate is highest</source>
        <translation>Das Momentum, wo die Rate am höchsten ist</translation>
    </message>
    <message>
        <source>The momentum where the rate is lowest</source>
        <translation>Das Momentum, wo die Rate am niedrigsten ist</translation>
    </message>
    <message>
        <source>The newest good one is &apos;%1&apos;: `eval --checkpoint` and `train --resume --from` take it.</source>
        <translation>Der neueste unversehrte ist „%1“: `eval --checkpoint` und `train --resume --from` nehmen ihn.</translation>
    </message>
    <message>
        <source>The norm of the distances.</source>
        <translation>Die Norm der Abstände.</translation>
    </message>
    <message>
        <source>The norm: 2 is the straight distance, 1 the sum of differences.</source>
        <translation>Die Norm: 2 ist der gerade Abstand, 1 die Summe der Differenzen.</translation>
    </message>
    <message>
        <source>The number</source>
        <translation>Die Zahl</translation>
    </message>
    <message>
        <source>The number format of the output</source>
        <translation>Das Zahlenformat der Ausgabe</translation>
    </message>
    <message>
        <source>The number of steps must be at least 1.</source>
        <translation>Die Zahl der Schritte muss mindestens 1 sein.</translation>
    </message>
    <message>
        <source>The number that counts for nothing.</source>
        <translation>Die Zahl, die für nichts zählt.</translation>
    </message>
    <message>
        <source>The number that stands for nothing: its vector is zero and is not trained.</source>
        <translation>Die Zahl, die für nichts steht: Ihr Vektor ist null und wird nicht trainiert.</translation>
    </message>
    <message>
        <source>The offsets end with the number of indices.</source>
        <translation>Die Offsets enden mit der Zahl der Indizes.</translation>
    </message>
    <message>
        <source>The other axis</source>
        <translation>Die andere Achse</translation>
    </message>
    <message>
        <source>The p of the norm that is limited.</source>
        <translation>Das p der Norm, die begrenzt wird.</translation>
    </message>
    <message>
        <source>The patch was made for another state of the document; make it again.</source>
        <translation>Der Patch wurde für einen anderen Stand des Dokuments gemacht; neu erstellen.</translation>
    </message>
    <message>
        <source>The power: 1 sums, larger ones come near to the maximum.</source>
        <translation>Die Potenz: 1 summiert, größere kommen dem Maximum nahe.</translation>
    </message>
    <message>
        <source>The rate at the bottom</source>
        <translation>Die Rate am Boden</translation>
    </message>
    <message>
        <source>The rate at the bottom of a cycle</source>
        <translation>Die Rate am Boden eines Zyklus</translation>
    </message>
    <message>
        <source>The rate at the top</source>
        <translation>Die Rate am Scheitel</translation>
    </message>
    <message>
        <source>The rate at the top of the first cycle</source>
        <translation>Die Rate am Scheitel des ersten Zyklus</translation>
    </message>
    <message>
        <source>The rate falls at these epochs</source>
        <translation>Die Rate fällt in diesen Epochen</translation>
    </message>
    <message>
        <source>The rate falls every so many epochs</source>
        <translation>Die Rate fällt jeweils nach so vielen Epochen</translation>
    </message>
    <message>
        <source>The rate is multiplied by it</source>
        <translation>Die Rate wird damit multipliziert</translation>
    </message>
    <message>
        <source>The rate is multiplied by it every epoch</source>
        <translation>Die Rate wird jede Epoche damit multipliziert</translation>
    </message>
    <message>
        <source>The rate never falls below it</source>
        <translation>Die Rate fällt nie darunter</translation>
    </message>
    <message>
        <source>The right class should score higher than the others by a margin</source>
        <translation>Die richtige Klasse soll um einen Mindestabstand höher bewertet sein als die anderen</translation>
    </message>
    <message>
        <source>The run has already started.</source>
        <translation>Der Lauf hat schon begonnen.</translation>
    </message>
    <message>
        <source>The run has done %1%2 already (step %3): ask for %4 or more to train on.</source>
        <translation>Der Lauf hat schon %1%2 (Schritt %3): %4 oder mehr verlangen, um weiter zu trainieren.</translation>
    </message>
    <message>
        <source>The run has not started yet; this command has no effect.</source>
        <translation>Der Lauf hat noch nicht begonnen; dieser Befehl hat keine Wirkung.</translation>
    </message>
    <message>
        <source>The run is already paused.</source>
        <translation>Der Lauf ist schon pausiert.</translation>
    </message>
    <message>
        <source>The run is not paused.</source>
        <translation>Der Lauf ist nicht pausiert.</translation>
    </message>
    <message>
        <source>The run keeps the seed that it began with, %1, not %2.</source>
        <translation>Der Lauf behält den Seed, mit dem er begann: %1, nicht %2.</translation>
    </message>
    <message>
        <source>The same numbers in another number format</source>
        <translation>Dieselben Zahlen in einem anderen Zahlenformat</translation>
    </message>
    <message>
        <source>The same values, but no gradient flows back through here</source>
        <translation>Dieselben Werte, aber kein Gradient fließt hier zurück</translation>
    </message>
    <message>
        <source>The slope to start from.</source>
        <translation>Die Steigung zu Beginn.</translation>
    </message>
    <message>
        <source>The smaller of two elements; NaN wins.</source>
        <translation>Das kleinere von zwei Elementen; NaN gewinnt.</translation>
    </message>
    <message>
        <source>The steps that were asked for are done.</source>
        <translation>Die verlangten Schritte sind fertig.</translation>
    </message>
    <message>
        <source>The sum of squares before the first step</source>
        <translation>Die Summe der Quadrate vor dem ersten Schritt</translation>
    </message>
    <message>
        <source>The table; resource:iris.csv comes with the program</source>
        <translation>Die Tabelle; resource:iris.csv liegt dem Programm bei</translation>
    </message>
    <message>
        <source>The target holds log probabilities too.</source>
        <translation>Auch das Ziel enthält Log-Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>The threshold as a share of the best value, or as a difference</source>
        <translation>Die Schwelle als Anteil des besten Wertes oder als Differenz</translation>
    </message>
    <message>
        <source>The value is kept; correct it.</source>
        <translation>Der Wert bleibt erhalten; korrigieren.</translation>
    </message>
    <message>
        <source>The value that is approached far below zero is -alpha.</source>
        <translation>Der Wert, dem sich die Funktion weit unter null nähert, ist -alpha.</translation>
    </message>
    <message>
        <source>The vectors of several numbers taken together, without keeping each</source>
        <translation>Die Vektoren mehrerer Zahlen zusammengefasst, ohne jeden zu behalten</translation>
    </message>
    <message>
        <source>The weight of a loss must be a number.</source>
        <translation>Das Gewicht eines Verlusts muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>Then this is added</source>
        <translation>Danach wird dies addiert</translation>
    </message>
    <message>
        <source>There is no checkpoint yet.</source>
        <translation>Es gibt noch keinen Checkpoint.</translation>
    </message>
    <message>
        <source>There is no data</source>
        <translation>Es gibt keine Daten</translation>
    </message>
    <message>
        <source>There is no loss &apos;%1&apos;.</source>
        <translation>Es gibt keinen Verlust „%1“.</translation>
    </message>
    <message>
        <source>There is no loss to minimise</source>
        <translation>Es gibt keinen Verlust zu minimieren</translation>
    </message>
    <message>
        <source>There is no optimizer</source>
        <translation>Es gibt keinen Optimierer</translation>
    </message>
    <message>
        <source>There is no optimizer &apos;%1&apos;.</source>
        <translation>Es gibt keinen Optimierer „%1“.</translation>
    </message>
    <message>
        <source>This is a bug in Tensorloom; please report it.</source>
        <translation>Dies ist ein Fehler in Tensorloom; bitte melden.</translation>
    </message>
    <message>
        <source>Threads that prepare samples; -1: chosen by the machine</source>
        <translation>Threads, die Samples vorbereiten; -1: wählt der Rechner</translation>
    </message>
    <message>
        <source>To an optimizer&apos;s schedule</source>
        <translation>An den schedule-Anschluss eines Optimierers</translation>
    </message>
    <message>
        <source>Transposed 1-d convolution: makes signals longer</source>
        <translation>Transponierte 1D-Faltung: macht Signale länger</translation>
    </message>
    <message>
        <source>Transposed 2-d convolution: makes images larger</source>
        <translation>Transponierte 2D-Faltung: macht Bilder größer</translation>
    </message>
    <message>
        <source>Transposed 3-d convolution: makes volumes larger</source>
        <translation>Transponierte 3D-Faltung: macht Volumen größer</translation>
    </message>
    <message>
        <source>Turn it on (%1), or remove the wire.</source>
        <translation>Einschalten (%1) oder die Verbindung entfernen.</translation>
    </message>
    <message>
        <source>Turn off the bias of %1</source>
        <translation>Bias von %1 ausschalten</translation>
    </message>
    <message>
        <source>Turn standardize on.</source>
        <translation>standardize einschalten.</translation>
    </message>
    <message>
        <source>Turn the bias off.</source>
        <translation>Den Bias ausschalten.</translation>
    </message>
    <message>
        <source>Type of the values afterwards</source>
        <translation>Typ der Werte danach</translation>
    </message>
    <message>
        <source>T×S, what each element cannot see of the source</source>
        <translation>T×S, was jedes Element von der Quelle nicht sieht</translation>
    </message>
    <message>
        <source>T×T, what each element cannot see</source>
        <translation>T×T, was jedes Element nicht sieht</translation>
    </message>
    <message>
        <source>Ungroup %1</source>
        <translation>Gruppierung von %1 auflösen</translation>
    </message>
    <message>
        <source>Ungroup some of them.</source>
        <translation>Einige Gruppierungen auflösen.</translation>
    </message>
    <message>
        <source>Upper limit.</source>
        <translation>Obere Grenze.</translation>
    </message>
    <message>
        <source>Use %1 for %2 inputs.</source>
        <translation>%1 für %2-Eingaben nehmen.</translation>
    </message>
    <message>
        <source>Use Adam, or name in scope only embeddings with sparse on.</source>
        <translation>Adam nehmen oder in scope nur Embeddings mit sparse nennen.</translation>
    </message>
    <message>
        <source>Use BCEWithLogitsLoss without %1</source>
        <translation>BCEWithLogitsLoss ohne %1 nehmen</translation>
    </message>
    <message>
        <source>Use BCEWithLogitsLoss, which does both in one.</source>
        <translation>BCEWithLogitsLoss nehmen, das beides in einem tut.</translation>
    </message>
    <message>
        <source>Use CrossEntropy, which takes scores.</source>
        <translation>CrossEntropy nehmen, das Bewertungen erwartet.</translation>
    </message>
    <message>
        <source>Use a smaller batch or a smaller network.</source>
        <translation>Kleinere Batches oder ein kleineres Netz nehmen.</translation>
    </message>
    <message>
        <source>Use a smaller batch.</source>
        <translation>Einen kleineren Batch nehmen.</translation>
    </message>
    <message>
        <source>Use another checkpoint of the run.</source>
        <translation>Einen anderen Checkpoint des Laufs nehmen.</translation>
    </message>
    <message>
        <source>Use batches of 8 or more, or GroupNorm.</source>
        <translation>Batches ab 8 nehmen oder GroupNorm.</translation>
    </message>
    <message>
        <source>Use one data node.</source>
        <translation>Nur einen Datenknoten verwenden.</translation>
    </message>
    <message>
        <source>Use one with 1 to 6 dimensions.</source>
        <translation>Eine mit 1 bis 6 Dimensionen nehmen.</translation>
    </message>
    <message>
        <source>Use smaller batches.</source>
        <translation>Kleinere Batches nehmen.</translation>
    </message>
    <message>
        <source>Use the program that wrote it, or a newer one.</source>
        <translation>Das Programm nehmen, das es schrieb, oder ein neueres.</translation>
    </message>
    <message>
        <source>Use the weights of this network, or undo the change to it.</source>
        <translation>Die Gewichte dieses Netzes nehmen oder die Änderung am Netz zurücknehmen.</translation>
    </message>
    <message>
        <source>Validations to wait after the rate was lowered</source>
        <translation>Validierungen, die nach einer Senkung gewartet wird</translation>
    </message>
    <message>
        <source>Validations without improvement before the run ends</source>
        <translation>Validierungen ohne Verbesserung, bevor der Lauf endet</translation>
    </message>
    <message>
        <source>Values at or below a threshold are replaced by one value</source>
        <translation>Werte an oder unter einer Schwelle werden durch einen Wert ersetzt</translation>
    </message>
    <message>
        <source>Values at or below it are replaced.</source>
        <translation>Werte hieran oder hierunter werden ersetzt.</translation>
    </message>
    <message>
        <source>Values back at the places where a pooling found them</source>
        <translation>Werte zurück an die Stellen, wo ein Pooling sie fand</translation>
    </message>
    <message>
        <source>Values divided by the strength of neighbouring channels</source>
        <translation>Werte, geteilt durch die Stärke benachbarter Kanäle</translation>
    </message>
    <message>
        <source>Values limited to an interval</source>
        <translation>Werte auf ein Intervall begrenzt</translation>
    </message>
    <message>
        <source>Values move towards zero</source>
        <translation>Werte rücken gegen null</translation>
    </message>
    <message>
        <source>Values move towards zero by lambd.</source>
        <translation>Werte rücken um lambd gegen null.</translation>
    </message>
    <message>
        <source>Values within lambd of zero become zero.</source>
        <translation>Werte innerhalb von lambd um null werden null.</translation>
    </message>
    <message>
        <source>Vectors that are longer are scaled down when they are used.</source>
        <translation>Längere Vektoren werden beim Gebrauch verkürzt.</translation>
    </message>
    <message>
        <source>Weight of each class, one number per class.</source>
        <translation>Gewicht jeder Klasse, eine Zahl je Klasse.</translation>
    </message>
    <message>
        <source>Weight of each loss; broadcast.</source>
        <translation>Gewicht jedes Verlusts; mit Broadcasting.</translation>
    </message>
    <message>
        <source>Weight of positive targets, one number per class.</source>
        <translation>Gewicht positiver Ziele, eine Zahl je Klasse.</translation>
    </message>
    <message>
        <source>What stands between cells</source>
        <translation>Was zwischen den Zellen steht</translation>
    </message>
    <message>
        <source>What stands in their place.</source>
        <translation>Was an ihre Stelle tritt.</translation>
    </message>
    <message>
        <source>What the border holds</source>
        <translation>Was der Rand enthält</translation>
    </message>
    <message>
        <source>What the border holds.</source>
        <translation>Was der Rand enthält.</translation>
    </message>
    <message>
        <source>What the inner values go through.</source>
        <translation>Wodurch die inneren Werte gehen.</translation>
    </message>
    <message>
        <source>What the padding holds.</source>
        <translation>Was die Auffüllung enthält.</translation>
    </message>
    <message>
        <source>What the schedule counts</source>
        <translation>Was der Plan zählt</translation>
    </message>
    <message>
        <source>What the schedule watches, after each validation</source>
        <translation>Was der Plan beobachtet, nach jeder Validierung</translation>
    </message>
    <message>
        <source>What the sums go through.</source>
        <translation>Wodurch die Summen gehen.</translation>
    </message>
    <message>
        <source>What to minimise; several losses add up by their weights</source>
        <translation>Was zu minimieren ist; mehrere Verluste summieren sich nach ihren Gewichten</translation>
    </message>
    <message>
        <source>What to multiply by</source>
        <translation>Womit multipliziert wird</translation>
    </message>
    <message>
        <source>When it steps: optimizers that follow different losses take turns in each step, lowest first (a GAN&apos;s discriminator 0, its generator 1)</source>
        <translation>Wann er an der Reihe ist: Optimierer verschiedener Verluste wechseln sich in jedem Schritt ab, der niedrigste zuerst (Diskriminator eines GAN 0, sein Generator 1)</translation>
    </message>
    <message>
        <source>Where the error function takes the value x; infinite at -1 and 1.</source>
        <translation>Wo die Fehlerfunktion den Wert x annimmt; unendlich bei -1 und 1.</translation>
    </message>
    <message>
        <source>Where the list of classes, the frequent ones first, is cut into clusters; rising, below n_classes.</source>
        <translation>Wo die Liste der Klassen, häufige zuerst, in Cluster geteilt wird; steigend, unter n_classes.</translation>
    </message>
    <message>
        <source>Where the network is computed</source>
        <translation>Wo das Netz berechnet wird</translation>
    </message>
    <message>
        <source>Whether the first line names the columns</source>
        <translation>Ob die erste Zeile die Spalten benennt</translation>
    </message>
    <message>
        <source>Whether the metric should become small or large</source>
        <translation>Ob die Metrik klein oder groß werden soll</translation>
    </message>
    <message>
        <source>While training, random channels become zero</source>
        <translation>Im Training werden zufällige Kanäle null</translation>
    </message>
    <message>
        <source>While training, random elements become zero</source>
        <translation>Im Training werden zufällige Elemente null</translation>
    </message>
    <message>
        <source>Whoever always answers “%1” is right in %2 %: judge by the confusion matrix, weight the classes or gather more of the rare ones.</source>
        <translation>Wer immer „%1“ antwortet, hat zu %2 % recht: nach der Konfusionsmatrix urteilen, die Klassen gewichten oder mehr von den seltenen sammeln.</translation>
    </message>
    <message>
        <source>Widen the scope of an optimizer, or freeze the layer.</source>
        <translation>Den Bereich (scope) eines Optimierers erweitern oder die Schicht einfrieren.</translation>
    </message>
    <message>
        <source>Width between the two linear layers.</source>
        <translation>Breite zwischen den beiden linearen Schichten.</translation>
    </message>
    <message>
        <source>Width of each element of both sequences; a multiple of the heads.</source>
        <translation>Breite jedes Elements beider Folgen; ein Vielfaches der Köpfe.</translation>
    </message>
    <message>
        <source>Width of each element of the sequence; a multiple of the heads.</source>
        <translation>Breite jedes Elements der Folge; ein Vielfaches der Köpfe.</translation>
    </message>
    <message>
        <source>Width of query and output; a multiple of the heads.</source>
        <translation>Breite von Query und Ausgabe; ein Vielfaches der Köpfe.</translation>
    </message>
    <message>
        <source>Width of the keys; as the queries unless given.</source>
        <translation>Breite der Keys; sonst wie die Queries.</translation>
    </message>
    <message>
        <source>Width of the values; as the queries unless given.</source>
        <translation>Breite der Values; sonst wie die Queries.</translation>
    </message>
    <message>
        <source>Wire %1 to %2</source>
        <translation>%1 mit %2 verbinden</translation>
    </message>
    <message>
        <source>Wire %1 to %2 past %3</source>
        <translation>%1 mit %2 verbinden, an %3 vorbei</translation>
    </message>
    <message>
        <source>Wire %1 to it.</source>
        <translation>%1 damit verbinden.</translation>
    </message>
    <message>
        <source>Wire a data node to the network and to the loss.</source>
        <translation>Einen Datenknoten mit dem Netz und dem Verlust verbinden.</translation>
    </message>
    <message>
        <source>Wire an output to it.</source>
        <translation>Einen Ausgang damit verbinden.</translation>
    </message>
    <message>
        <source>Wire another output to it.</source>
        <translation>Einen anderen Ausgang damit verbinden.</translation>
    </message>
    <message>
        <source>Wire it to an optimizer.</source>
        <translation>Mit einem Optimierer verbinden.</translation>
    </message>
    <message>
        <source>Wire it, or delete it.</source>
        <translation>Verbinden oder löschen.</translation>
    </message>
    <message>
        <source>Wire the loss to the optimizer.</source>
        <translation>Den Verlust mit dem Optimierer verbinden.</translation>
    </message>
    <message>
        <source>Wire what is meant to count, delete the rest.</source>
        <translation>Verbinden, was zählen soll, den Rest löschen.</translation>
    </message>
    <message>
        <source>Write [&quot;&lt;id&gt;:&lt;output&gt;&quot;, &quot;&lt;id&gt;:&lt;input&gt;&quot;].</source>
        <translation>[&quot;&lt;id&gt;:&lt;output&gt;&quot;, &quot;&lt;id&gt;:&lt;input&gt;&quot;] schreiben.</translation>
    </message>
    <message>
        <source>Write the paths of the libraries, or remove it.</source>
        <translation>Die Pfade der Bibliotheken schreiben oder den Eintrag entfernen.</translation>
    </message>
    <message>
        <source>Zeros added on each side of the image.</source>
        <translation>Nullen an jeder Seite des Bildes.</translation>
    </message>
    <message>
        <source>Zeros added on each side. At most half of kernel_size.</source>
        <translation>Nullen an jeder Seite. Höchstens die Hälfte von kernel_size.</translation>
    </message>
    <message>
        <source>Zeros put around the image before a window of its old size is cut out at random</source>
        <translation>Nullen um das Bild, bevor zufällig ein Fenster alter Größe ausgeschnitten wird</translation>
    </message>
    <message>
        <source>a + b, for skip connections</source>
        <translation>a + b, für Skip-Verbindungen</translation>
    </message>
    <message>
        <source>a batch takes %1 samples, and there are %2 to train with%3</source>
        <translation>ein Batch nimmt %1 Samples, und zum Trainieren gibt es %2%3</translation>
    </message>
    <message>
        <source>a count is negative</source>
        <translation>eine Anzahl ist negativ</translation>
    </message>
    <message>
        <source>a factor for each number, in mode sum</source>
        <translation>ein Faktor je Zahl, im Modus sum</translation>
    </message>
    <message>
        <source>a frame needs an id of its own</source>
        <translation>ein Rahmen braucht eine eigene ID</translation>
    </message>
    <message>
        <source>a function</source>
        <translation>eine Funktion</translation>
    </message>
    <message>
        <source>a group needs an id of its own</source>
        <translation>eine Gruppe braucht eine eigene ID</translation>
    </message>
    <message>
        <source>a key, a title and a stem</source>
        <translation>einen Schlüssel, einen Titel und einen Stamm</translation>
    </message>
    <message>
        <source>a loss</source>
        <translation>einen Verlust</translation>
    </message>
    <message>
        <source>a metric</source>
        <translation>eine Metrik</translation>
    </message>
    <message>
        <source>a mix of values for each query</source>
        <translation>eine Mischung der Values je Query</translation>
    </message>
    <message>
        <source>a module</source>
        <translation>ein Modul</translation>
    </message>
    <message>
        <source>a name begins with a letter a–z</source>
        <translation>ein Name beginnt mit einem Buchstaben a–z</translation>
    </message>
    <message>
        <source>a name consists of a–z, 0–9 and _</source>
        <translation>ein Name besteht aus a–z, 0–9 und _</translation>
    </message>
    <message>
        <source>a name has at most 64 characters</source>
        <translation>ein Name hat höchstens 64 Zeichen</translation>
    </message>
    <message>
        <source>a name is needed</source>
        <translation>ein Name ist nötig</translation>
    </message>
    <message>
        <source>a parameter of type %1 has no JSON form</source>
        <translation>ein Parameter vom Typ %1 hat keine JSON-Form</translation>
    </message>
    <message>
        <source>a project has at most %1 %2</source>
        <translation>ein Projekt hat höchstens %1 %2</translation>
    </message>
    <message>
        <source>a quote is opened and never closed</source>
        <translation>ein Anführungszeichen wird geöffnet und nie geschlossen</translation>
    </message>
    <message>
        <source>a scheduler</source>
        <translation>einen Lernratenplan</translation>
    </message>
    <message>
        <source>a shape that broadcasts with a</source>
        <translation>eine Form, die sich zu a broadcasten lässt</translation>
    </message>
    <message>
        <source>a source</source>
        <translation>eine Quelle</translation>
    </message>
    <message>
        <source>a step goes that many times as far as the gradient reaches, and most networks diverge above 1</source>
        <translation>ein Schritt geht so viele Male so weit, wie der Gradient reicht, und die meisten Netze divergieren über 1</translation>
    </message>
    <message>
        <source>a transform</source>
        <translation>eine Transformation</translation>
    </message>
    <message>
        <source>a · b, element by element</source>
        <translation>a · b, Element für Element</translation>
    </message>
    <message>
        <source>a − b</source>
        <translation>a − b</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>etwa %1 h</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>etwa %1 s</translation>
    </message>
    <message>
        <source>always answering the mean</source>
        <translation>immer das Mittel zu antworten</translation>
    </message>
    <message>
        <source>an IDX file of %1 dimensions is not supported</source>
        <translation>eine IDX-Datei mit %1 Dimensionen wird nicht unterstützt</translation>
    </message>
    <message>
        <source>an epoch is entered at a multiple of the batch size %1, not at %2</source>
        <translation>in eine Epoche wird bei einem Vielfachen der Batchgröße %1 eingestiegen, nicht bei %2</translation>
    </message>
    <message>
        <source>an epoch of %1 steps takes %2 of computing here, %3 epochs %4</source>
        <translation>eine Epoche von %1 Schritten rechnet hier %2, %3 Epochen %4</translation>
    </message>
    <message>
        <source>an optimizer</source>
        <translation>einen Optimierer</translation>
    </message>
    <message>
        <source>an output</source>
        <translation>einen Ausgang</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>another node</source>
        <translation>ein anderer Knoten</translation>
    </message>
    <message>
        <source>any shape</source>
        <translation>beliebige Form</translation>
    </message>
    <message>
        <source>any shape, from 0 to 1</source>
        <translation>beliebige Form, von 0 bis 1</translation>
    </message>
    <message>
        <source>anything with the batch in front: one draw for each sample</source>
        <translation>alles mit dem Batch vorn: eine Ziehung je Sample</translation>
    </message>
    <message>
        <source>apply patch</source>
        <translation>Patch anwenden</translation>
    </message>
    <message>
        <source>are more than %1</source>
        <translation>sind mehr als %1</translation>
    </message>
    <message>
        <source>are saturated</source>
        <translation>sind gesättigt</translation>
    </message>
    <message>
        <source>as the loss expects</source>
        <translation>wie der Verlust es erwartet</translation>
    </message>
    <message>
        <source>as the sequence</source>
        <translation>wie die Folge</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>at most %1 % of the units of an activation are dead or saturated at the start</source>
        <translation>höchstens %1 % der Einheiten einer Aktivierung sind zu Beginn tot oder gesättigt</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>batch first</source>
        <translation>Batch vorn</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>batches of %1 take %2: parameters %3, gradients %4, optimizer %5, data %6, activations and scratch memory %7</source>
        <translation>Batches von %1 brauchen %2: Parameter %3, Gradienten %4, Optimierer %5, Daten %6, Aktivierungen und Zwischenspeicher %7</translation>
    </message>
    <message>
        <source>bias init</source>
        <translation>Bias-Anfang</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>brought from version %1 to %2</source>
        <translation>von Version %1 auf %2 gebracht</translation>
    </message>
    <message>
        <source>building the network</source>
        <translation>das Netz wird aufgebaut</translation>
    </message>
    <message>
        <source>by frequency</source>
        <translation>nach Häufigkeit</translation>
    </message>
    <message>
        <source>change tolerance</source>
        <translation>Änderungstoleranz</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>check project</source>
        <translation>Projekt prüfen</translation>
    </message>
    <message>
        <source>class number</source>
        <translation>Klassennummer</translation>
    </message>
    <message>
        <source>class number, or the number to predict</source>
        <translation>Klassennummer oder die vorherzusagende Zahl</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>csv %1</source>
        <translation>csv %1</translation>
    </message>
    <message>
        <source>cycle momentum</source>
        <translation>Momentum-Zyklus</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>Abklingen</translation>
    </message>
    <message>
        <source>decoder layers</source>
        <translation>Decoder-Schichten</translation>
    </message>
    <message>
        <source>does not hold images: it is %1 %2</source>
        <translation>enthält keine Bilder: Es ist %1 %2</translation>
    </message>
    <message>
        <source>does not hold labels: it is %1 %2</source>
        <translation>enthält keine Labels: Es ist %1 %2</translation>
    </message>
    <message>
        <source>e to the power of each element.</source>
        <translation>e hoch jedes Element.</translation>
    </message>
    <message>
        <source>each of the %1 nodes leads to a loss, a metric or an optimizer</source>
        <translation>jeder der %1 Knoten führt zu einem Verlust, einer Metrik oder einem Optimierer</translation>
    </message>
    <message>
        <source>each step moves every weight about as far as that, and few weights are larger than 0.1</source>
        <translation>jeder Schritt bewegt jedes Gewicht etwa so weit, und wenige Gewichte sind größer als 0.1</translation>
    </message>
    <message>
        <source>early stop</source>
        <translation>Früh-Stopp</translation>
    </message>
    <message>
        <source>early stop watches &apos;%1&apos;, but nothing is validated</source>
        <translation>der Früh-Stopp beobachtet „%1“, aber nichts wird validiert</translation>
    </message>
    <message>
        <source>early stop watches &apos;%1&apos;, which this run does not measure</source>
        <translation>der Früh-Stopp beobachtet „%1“, was dieser Lauf nicht misst</translation>
    </message>
    <message>
        <source>edit graph</source>
        <translation>Graph bearbeiten</translation>
    </message>
    <message>
        <source>encoder layers</source>
        <translation>Encoder-Schichten</translation>
    </message>
    <message>
        <source>end divisor</source>
        <translation>End-Teiler</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>epochs and accumulation must be at least 1, got %1 and %2</source>
        <translation>epochs und accumulation müssen mindestens 1 sein, nicht %1 und %2</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>every group has a parameter &apos;%1&apos; of its own</source>
        <translation>jede Gruppe hat einen eigenen Parameter „%1“</translation>
    </message>
    <message>
        <source>exp(x) - 1, exact near 0.</source>
        <translation>exp(x) - 1, genau nahe 0.</translation>
    </message>
    <message>
        <source>extra key</source>
        <translation>Zusatz-Key</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>factor · input</source>
        <translation>Faktor · Eingabe</translation>
    </message>
    <message>
        <source>features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>final norm</source>
        <translation>End-Norm</translation>
    </message>
    <message>
        <source>find data</source>
        <translation>Daten finden</translation>
    </message>
    <message>
        <source>first cell state</source>
        <translation>erster Zellzustand</translation>
    </message>
    <message>
        <source>first loss</source>
        <translation>erster Verlust</translation>
    </message>
    <message>
        <source>first state: layers·directions × N × hidden</source>
        <translation>erster Zustand: Schichten·Richtungen × N × hidden</translation>
    </message>
    <message>
        <source>first sum</source>
        <translation>erste Summe</translation>
    </message>
    <message>
        <source>flip vertical</source>
        <translation>Spiegeln vertikal</translation>
    </message>
    <message>
        <source>frame %1 is another one</source>
        <translation>Rahmen %1 ist ein anderer</translation>
    </message>
    <message>
        <source>give 0</source>
        <translation>geben 0</translation>
    </message>
    <message>
        <source>gradient tolerance</source>
        <translation>Gradienttoleranz</translation>
    </message>
    <message>
        <source>gradients reach all %1 parameters; their norms are %2 to %3</source>
        <translation>Gradienten erreichen alle %1 Parameter; ihre Normen sind %2 bis %3</translation>
    </message>
    <message>
        <source>group %1 does not exist</source>
        <translation>Gruppe %1 existiert nicht</translation>
    </message>
    <message>
        <source>group %1 is another one</source>
        <translation>Gruppe %1 ist eine andere</translation>
    </message>
    <message>
        <source>group norm</source>
        <translation>group norm</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>groups are nested more than %1 deep</source>
        <translation>Gruppen sind mehr als %1-fach verschachtelt</translation>
    </message>
    <message>
        <source>grow</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>guessing among %1 classes</source>
        <translation>Raten unter %1 Klassen</translation>
    </message>
    <message>
        <source>guessing between two answers</source>
        <translation>Raten zwischen zwei Antworten</translation>
    </message>
    <message>
        <source>has %1 feature columns, which do not fill the shape %2</source>
        <translation>hat %1 Merkmalsspalten, die die Form %2 nicht füllen</translation>
    </message>
    <message>
        <source>has %1 labels for the %2 images of &apos;%3&apos;</source>
        <translation>hat %1 Labels zu den %2 Bildern von „%3“</translation>
    </message>
    <message>
        <source>has a header and no rows</source>
        <translation>hat eine Kopfzeile und keine Zeilen</translation>
    </message>
    <message>
        <source>has no &quot;type&quot;</source>
        <translation>hat kein &quot;type&quot;</translation>
    </message>
    <message>
        <source>has no column &apos;%1&apos;</source>
        <translation>hat keine Spalte „%1“</translation>
    </message>
    <message>
        <source>has no place that can be shown; it is left out</source>
        <translation>hat keinen darstellbaren Platz; bleibt weg</translation>
    </message>
    <message>
        <source>has one without a name; it is left out</source>
        <translation>hat eines ohne Namen; es bleibt weg</translation>
    </message>
    <message>
        <source>has only one column</source>
        <translation>hat nur eine Spalte</translation>
    </message>
    <message>
        <source>has the label %1, but only %2 classes are named</source>
        <translation>hat das Label %1, aber nur %2 Klassen sind benannt</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>hidden groups</source>
        <translation>verborgene Gruppen</translation>
    </message>
    <message>
        <source>highest momentum</source>
        <translation>höchstes Momentum</translation>
    </message>
    <message>
        <source>highest rate</source>
        <translation>höchste Rate</translation>
    </message>
    <message>
        <source>history</source>
        <translation>Gedächtnis</translation>
    </message>
    <message>
        <source>how much of each value, averaged over the heads</source>
        <translation>wie viel von jedem Value, über die Köpfe gemittelt</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>in %1: %2</source>
        <translation>in %1: %2</translation>
    </message>
    <message>
        <source>inner width</source>
        <translation>innere Breite</translation>
    </message>
    <message>
        <source>input %1 and target %2 differ in shape</source>
        <translation>Eingabe %1 und Ziel %2 haben verschiedene Formen</translation>
    </message>
    <message>
        <source>input &apos;%1&apos; is not wired</source>
        <translation>Eingang „%1“ ist nicht verbunden</translation>
    </message>
    <message>
        <source>input + value * tensor1 * tensor2.</source>
        <translation>input + value * tensor1 * tensor2.</translation>
    </message>
    <message>
        <source>input + value * tensor1 / tensor2.</source>
        <translation>input + value * tensor1 / tensor2.</translation>
    </message>
    <message>
        <source>input + weight * (end - input).</source>
        <translation>input + weight * (end - input).</translation>
    </message>
    <message>
        <source>input must be N×C (scores per class), got %1</source>
        <translation>die Eingabe muss N×C sein (Bewertungen je Klasse), nicht %1</translation>
    </message>
    <message>
        <source>input to the power of exponent.</source>
        <translation>input hoch exponent.</translation>
    </message>
    <message>
        <source>input where condition holds, other elsewhere.</source>
        <translation>input, wo condition gilt, sonst other.</translation>
    </message>
    <message>
        <source>is missing or no object</source>
        <translation>fehlt oder ist kein Objekt</translation>
    </message>
    <message>
        <source>is neither true nor false; it has no effect</source>
        <translation>ist weder true noch false; ohne Wirkung</translation>
    </message>
    <message>
        <source>is no id</source>
        <translation>ist keine ID</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>ist keine Liste</translation>
    </message>
    <message>
        <source>is no list of files</source>
        <translation>ist keine Liste von Dateien</translation>
    </message>
    <message>
        <source>is no node id</source>
        <translation>ist keine Knoten-ID</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>ist kein Objekt</translation>
    </message>
    <message>
        <source>is no object; the frames are left out</source>
        <translation>ist kein Objekt; die Rahmen bleiben weg</translation>
    </message>
    <message>
        <source>is no object; the places of the nodes are left out</source>
        <translation>ist kein Objekt; die Plätze der Knoten bleiben weg</translation>
    </message>
    <message>
        <source>is no pair of ports</source>
        <translation>ist kein Paar von Anschlüssen</translation>
    </message>
    <message>
        <source>is no text; it is left out</source>
        <translation>ist kein Text; bleibt weg</translation>
    </message>
    <message>
        <source>it cannot be repeated: no output fits its first input</source>
        <translation>sie lässt sich nicht wiederholen: Kein Ausgang passt an ihren ersten Eingang</translation>
    </message>
    <message>
        <source>it compares the samples of a batch, and each batch has 1</source>
        <translation>sie vergleicht die Samples eines Batches, und jeder Batch hat 1</translation>
    </message>
    <message>
        <source>it expects logarithms of probabilities, and %1 gives probabilities</source>
        <translation>er erwartet Logarithmen von Wahrscheinlichkeiten, und %1 gibt Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>it expects logarithms of probabilities, and %1 gives scores of any size</source>
        <translation>er erwartet Logarithmen von Wahrscheinlichkeiten, und %1 gibt beliebige Bewertungen</translation>
    </message>
    <message>
        <source>it is %1 applied again, but %2 differs: %3 here, %4 there</source>
        <translation>es ist %1 nochmals angewandt, aber %2 weicht ab: hier %3, dort %4</translation>
    </message>
    <message>
        <source>it is %1 applied again, but its input asks for %2 %3 and %4 has %5</source>
        <translation>es ist %1 nochmals angewandt, aber seine Eingabe verlangt %2 %3, und %4 hat %5</translation>
    </message>
    <message>
        <source>it shares the weights of %1, which has none of its own</source>
        <translation>es teilt die Gewichte von %1, das keine eigenen hat</translation>
    </message>
    <message>
        <source>it shares the weights of %1, which is of another type (%2)</source>
        <translation>es teilt die Gewichte von %1, das von anderem Typ ist (%2)</translation>
    </message>
    <message>
        <source>it shares the weights of &apos;%1&apos;, which does not exist</source>
        <translation>es teilt die Gewichte von „%1“, das es nicht gibt</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>its bias has no effect: %1 right behind it takes each channel&apos;s mean away, and adds a bias of its own</source>
        <translation>sein Bias hat keine Wirkung: %1 gleich dahinter zieht das Mittel jedes Kanals ab und addiert einen eigenen Bias</translation>
    </message>
    <message>
        <source>its columns go in as they are, and values reach %1: large columns drown the others</source>
        <translation>seine Spalten gehen unverändert hinein, und Werte reichen bis %1: Große Spalten übertönen die anderen</translation>
    </message>
    <message>
        <source>its learning rate is %1: %2</source>
        <translation>seine Lernrate ist %1: %2</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>key width</source>
        <translation>Key-Breite</translation>
    </message>
    <message>
        <source>largest norm</source>
        <translation>größte Norm</translation>
    </message>
    <message>
        <source>largest step</source>
        <translation>größter Schritt</translation>
    </message>
    <message>
        <source>last offset</source>
        <translation>End-Offset</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>layer norm</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>learning one batch by heart</source>
        <translation>ein Batch wird auswendig gelernt</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>learning rate of %1 set to %2</source>
        <translation>Lernrate von %1 auf %2 gesetzt</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>weniger als eine Sekunde</translation>
    </message>
    <message>
        <source>line search</source>
        <translation>Liniensuche</translation>
    </message>
    <message>
        <source>live data</source>
        <translation>Live-Daten</translation>
    </message>
    <message>
        <source>load data</source>
        <translation>Daten laden</translation>
    </message>
    <message>
        <source>load weights</source>
        <translation>Gewichte laden</translation>
    </message>
    <message>
        <source>log probabilities</source>
        <translation>Log-Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>log(1 + x), exact near 0.</source>
        <translation>log(1 + x), genau nahe 0.</translation>
    </message>
    <message>
        <source>looking at the data</source>
        <translation>die Daten werden angesehen</translation>
    </message>
    <message>
        <source>loss weight</source>
        <translation>Verlustgewicht</translation>
    </message>
    <message>
        <source>losses and metrics are on several devices</source>
        <translation>Verluste und Metriken liegen auf mehreren Geräten</translation>
    </message>
    <message>
        <source>lowest momentum</source>
        <translation>kleinstes Momentum</translation>
    </message>
    <message>
        <source>lowest rate</source>
        <translation>niedrigste Rate</translation>
    </message>
    <message>
        <source>making one step</source>
        <translation>ein Schritt wird getan</translation>
    </message>
    <message>
        <source>max in: Lowers elements above max to max.</source>
        <translation>max aus: Senkt Elemente über max auf max.</translation>
    </message>
    <message>
        <source>min in: Raises elements below min to min.</source>
        <translation>min aus: Hebt Elemente unter min auf min.</translation>
    </message>
    <message>
        <source>minus infinite</source>
        <translation>minus unendlich</translation>
    </message>
    <message>
        <source>n in: Derivative number n of digamma.</source>
        <translation>n aus: n-te Ableitung von digamma.</translation>
    </message>
    <message>
        <source>names no port</source>
        <translation>nennt keinen Anschluss</translation>
    </message>
    <message>
        <source>names no port; it is left out</source>
        <translation>nennt keinen Anschluss; bleibt weg</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>braucht %1</translation>
    </message>
    <message>
        <source>needs a %1</source>
        <translation>braucht %1</translation>
    </message>
    <message>
        <source>needs an image C×H×W, got %1</source>
        <translation>braucht ein Bild C×H×W, nicht %1</translation>
    </message>
    <message>
        <source>needs float32 values, got %1; put a Cast before it</source>
        <translation>braucht float32-Werte, nicht %1; einen Cast davorsetzen</translation>
    </message>
    <message>
        <source>no data reaches the loss</source>
        <translation>keine Daten erreichen den Verlust</translation>
    </message>
    <message>
        <source>no file is chosen</source>
        <translation>keine Datei ist gewählt</translation>
    </message>
    <message>
        <source>no gradient reaches %1</source>
        <translation>kein Gradient erreicht %1</translation>
    </message>
    <message>
        <source>no node is an instance of the group &apos;%1&apos;; &apos;%2&apos; was added for it</source>
        <translation>kein Knoten ist ein Exemplar der Gruppe „%1“; „%2“ wurde dafür hinzugefügt</translation>
    </message>
    <message>
        <source>no optimizer follows this loss</source>
        <translation>kein Optimierer folgt diesem Verlust</translation>
    </message>
    <message>
        <source>no optimizer trains %1</source>
        <translation>kein Optimierer trainiert %1</translation>
    </message>
    <message>
        <source>no training samples are left after the split</source>
        <translation>nach der Aufteilung bleiben keine Trainings-Samples</translation>
    </message>
    <message>
        <source>node %1</source>
        <translation>Knoten %1</translation>
    </message>
    <message>
        <source>node %1 does not exist</source>
        <translation>Knoten %1 existiert nicht</translation>
    </message>
    <message>
        <source>node %1 does not exist; the wire is left out</source>
        <translation>Knoten %1 existiert nicht; die Verbindung bleibt weg</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; cannot be added: its id or name is taken or empty</source>
        <translation>Knoten „%1“ lässt sich nicht hinzufügen: ID oder Name ist vergeben oder leer</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; differs from the patch</source>
        <translation>Knoten „%1“ weicht vom Patch ab</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; is %2passed by already</source>
        <translation>Knoten „%1“ ist schon %2überbrückt</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; is not a %2</source>
        <translation>Knoten „%1“ ist kein %2</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; is not called &apos;%2&apos;</source>
        <translation>Knoten „%1“ heißt nicht „%2“</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; stands elsewhere</source>
        <translation>Knoten „%1“ steht woanders</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; stands in another group</source>
        <translation>Knoten „%1“ steht in einer anderen Gruppe</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; still has wires</source>
        <translation>Knoten „%1“ hat noch Verbindungen</translation>
    </message>
    <message>
        <source>node type &apos;%1&apos; is not known here (kept as a placeholder)</source>
        <translation>Knotentyp „%1“ ist hier unbekannt (bleibt als Platzhalter)</translation>
    </message>
    <message>
        <source>node type &apos;%1&apos; is not known here; it is kept as a placeholder</source>
        <translation>Knotentyp „%1“ ist hier unbekannt; er bleibt als Platzhalter</translation>
    </message>
    <message>
        <source>nodes, parameters, wires or run settings of the project were changed since</source>
        <translation>Knoten, Parameter, Verbindungen oder Laufeinstellungen des Projekts wurden seitdem geändert</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>norm first</source>
        <translation>Norm zuerst</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>not wired yet</source>
        <translation>noch nicht verbunden</translation>
    </message>
    <message>
        <source>nothing fills the batch field &apos;%1&apos;</source>
        <translation>nichts füllt das Batch-Feld „%1“</translation>
    </message>
    <message>
        <source>nothing is chosen</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>numbers of one row</source>
        <translation>Zahlen einer Zeile</translation>
    </message>
    <message>
        <source>one batch</source>
        <translation>ein Batch</translation>
    </message>
    <message>
        <source>one batch of %1: %2</source>
        <translation>ein Batch von %1: %2</translation>
    </message>
    <message>
        <source>one batch of %1: the loss goes from %2 to %3 in %4 steps</source>
        <translation>ein Batch von %1: Der Verlust geht in %4 Schritten von %2 auf %3</translation>
    </message>
    <message>
        <source>one number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>option &apos;%1&apos; has %2 numbers for an input of %3 channels %4</source>
        <translation>Option „%1“ hat %2 Zahlen für eine Eingabe mit %3 Kanälen %4</translation>
    </message>
    <message>
        <source>option &apos;%1&apos;: &apos;%2&apos; is not a number</source>
        <translation>Option „%1“: „%2“ ist keine Zahl</translation>
    </message>
    <message>
        <source>option &apos;std&apos; must be above 0, got %1</source>
        <translation>Option „std“ muss über 0 sein, nicht %1</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>passed by</source>
        <translation>überbrückt</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of AdaptiveMaxPool1d</source>
        <translation>Stellen der größten Werte, mit return_indices von AdaptiveMaxPool1d</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of AdaptiveMaxPool2d</source>
        <translation>Stellen der größten Werte, mit return_indices von AdaptiveMaxPool2d</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of AdaptiveMaxPool3d</source>
        <translation>Stellen der größten Werte, mit return_indices von AdaptiveMaxPool3d</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of FractionalMaxPool2d</source>
        <translation>Stellen der größten Werte, mit return_indices von FractionalMaxPool2d</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of MaxPool1d</source>
        <translation>Stellen der größten Werte, mit return_indices von MaxPool1d</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of MaxPool2d</source>
        <translation>Stellen der größten Werte, mit return_indices von MaxPool2d</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of MaxPool3d</source>
        <translation>Stellen der größten Werte, mit return_indices von MaxPool3d</translation>
    </message>
    <message>
        <source>ports of groups</source>
        <translation>Anschlüsse von Gruppen</translation>
    </message>
    <message>
        <source>pre-flight check</source>
        <translation>Vorabprüfung</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>rate decay</source>
        <translation>Raten-Abfall</translation>
    </message>
    <message>
        <source>read checkpoint</source>
        <translation>Checkpoint lesen</translation>
    </message>
    <message>
        <source>read data</source>
        <translation>Daten lesen</translation>
    </message>
    <message>
        <source>rehearsing the run</source>
        <translation>der Lauf wird geprobt</translation>
    </message>
    <message>
        <source>resumed at step %1</source>
        <translation>fortgesetzt bei Schritt %1</translation>
    </message>
    <message>
        <source>rising share</source>
        <translation>Anstiegsanteil</translation>
    </message>
    <message>
        <source>run settings</source>
        <translation>Laufeinstellungen</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>Sample %1</translation>
    </message>
    <message>
        <source>sample %1 has %2 in field &apos;%3&apos;, the first of its batch fits %4; samples of one batch must have one shape</source>
        <translation>Sample %1 hat %2 im Feld „%3“, das erste seines Batches passt zu %4; Samples eines Batches müssen dieselbe Form haben</translation>
    </message>
    <message>
        <source>sample %1 out of range for %2 samples</source>
        <translation>Sample %1 liegt außerhalb der %2 Samples</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>samples %1 to %2 are not within the %3 samples</source>
        <translation>Samples %1 bis %2 liegen nicht innerhalb der %3 Samples</translation>
    </message>
    <message>
        <source>save every</source>
        <translation>Sichern alle</translation>
    </message>
    <message>
        <source>save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>saves kept</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>scope names &apos;%1&apos;, which does not exist</source>
        <translation>scope nennt „%1“, das es nicht gibt</translation>
    </message>
    <message>
        <source>several wires at &apos;%1&apos;, which takes one</source>
        <translation>mehrere Verbindungen an „%1“, das nur eine nimmt</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>shapes broadcast</source>
        <translation>Formen mit Broadcasting</translation>
    </message>
    <message>
        <source>sharing weights</source>
        <translation>Gewichte teilen</translation>
    </message>
    <message>
        <source>shows ports or parameters of nodes that are not in it; they are left out</source>
        <translation>zeigt Anschlüsse oder Parameter von Knoten, die nicht darin sind; sie bleiben weg</translation>
    </message>
    <message>
        <source>shrink</source>
        <translation>Schrumpfung</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>Steigung</translation>
    </message>
    <message>
        <source>slopes</source>
        <translation>Steigungen</translation>
    </message>
    <message>
        <source>smallest rate</source>
        <translation>kleinste Rate</translation>
    </message>
    <message>
        <source>smallest step</source>
        <translation>kleinster Schritt</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>start divisor</source>
        <translation>Start-Teiler</translation>
    </message>
    <message>
        <source>start run</source>
        <translation>Lauf starten</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>Schrittgröße</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>steps down</source>
        <translation>Schritte ab</translation>
    </message>
    <message>
        <source>steps per epoch</source>
        <translation>Schritte/Epoche</translation>
    </message>
    <message>
        <source>steps up</source>
        <translation>Schritte auf</translation>
    </message>
    <message>
        <source>stop at highest</source>
        <translation>Stopp am Höchsten</translation>
    </message>
    <message>
        <source>stop min delta</source>
        <translation>Stopp min. Delta</translation>
    </message>
    <message>
        <source>stop patience</source>
        <translation>Stopp Geduld</translation>
    </message>
    <message>
        <source>takes 1 input, got %1</source>
        <translation>nimmt 1 Eingabe, bekam %1</translation>
    </message>
    <message>
        <source>takes no input</source>
        <translation>nimmt keine Eingabe</translation>
    </message>
    <message>
        <source>target column</source>
        <translation>Zielspalte</translation>
    </message>
    <message>
        <source>target must be N class numbers for input %1, got %2</source>
        <translation>das Ziel muss aus N Klassennummern bestehen, zur Eingabe %1, nicht %2</translation>
    </message>
    <message>
        <source>target must hold class numbers (an integer type), got %1</source>
        <translation>das Ziel muss Klassennummern enthalten (ein ganzzahliger Typ), nicht %1</translation>
    </message>
    <message>
        <source>text follows the closing quote of a cell</source>
        <translation>hinter dem schließenden Anführungszeichen einer Zelle steht Text</translation>
    </message>
    <message>
        <source>the IDX header</source>
        <translation>der IDX-Kopf</translation>
    </message>
    <message>
        <source>the batch field &apos;%1&apos; names slot %2 of %3</source>
        <translation>das Batch-Feld „%1“ nennt Platz %2 von %3</translation>
    </message>
    <message>
        <source>the batch has no field &apos;%1&apos;</source>
        <translation>der Batch hat kein Feld „%1“</translation>
    </message>
    <message>
        <source>the batch size must be at least 1, got %1</source>
        <translation>die Batchgröße muss mindestens 1 sein, nicht %1</translation>
    </message>
    <message>
        <source>the cell state after</source>
        <translation>der Zellzustand danach</translation>
    </message>
    <message>
        <source>the cell state before</source>
        <translation>der Zellzustand davor</translation>
    </message>
    <message>
        <source>the data</source>
        <translation>die Daten</translation>
    </message>
    <message>
        <source>the data: &apos;%1&apos; of sample %2</source>
        <translation>die Daten: „%1“ von Sample %2</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; does not exist</source>
        <translation>die Datei „%1“ existiert nicht</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; is in none of: %2</source>
        <translation>die Datei „%1“ ist an keinem dieser Orte: %2</translation>
    </message>
    <message>
        <source>the gradient of %1 is %2 of the strongest one</source>
        <translation>der Gradient von %1 ist %2 des stärksten</translation>
    </message>
    <message>
        <source>the gradient of &apos;%1&apos; became infinite or not a number%2</source>
        <translation>der Gradient von „%1“ wurde unendlich oder keine Zahl%2</translation>
    </message>
    <message>
        <source>the group &apos;%1&apos; contains itself; &apos;%2&apos; in it is no instance any more</source>
        <translation>die Gruppe „%1“ enthält sich selbst; „%2“ darin ist kein Exemplar mehr</translation>
    </message>
    <message>
        <source>the group &apos;%1&apos; would contain itself</source>
        <translation>die Gruppe „%1“ würde sich selbst enthalten</translation>
    </message>
    <message>
        <source>the group contains itself</source>
        <translation>die Gruppe enthält sich selbst</translation>
    </message>
    <message>
        <source>the group still holds a frame</source>
        <translation>die Gruppe enthält noch einen Rahmen</translation>
    </message>
    <message>
        <source>the group still holds node &apos;%1&apos;</source>
        <translation>die Gruppe enthält noch Knoten „%1“</translation>
    </message>
    <message>
        <source>the groups unfold to more than %1 nodes</source>
        <translation>die Gruppen entfalten sich zu mehr als %1 Knoten</translation>
    </message>
    <message>
        <source>the indices of the pooling, which needs return_indices</source>
        <translation>die Indizes des Poolings, das return_indices braucht</translation>
    </message>
    <message>
        <source>the input has no batch axis</source>
        <translation>die Eingabe hat keine Batch-Achse</translation>
    </message>
    <message>
        <source>the last cell state</source>
        <translation>der letzte Zellzustand</translation>
    </message>
    <message>
        <source>the last of an epoch&apos;s batches has 1 sample (%1 = %2 · %3 + 1), and over one there is nothing to normalise: the run would stop there</source>
        <translation>der letzte Batch einer Epoche hat 1 Sample (%1 = %2 · %3 + 1), und über eines gibt es nichts zu normieren: Dort würde der Lauf stehen bleiben</translation>
    </message>
    <message>
        <source>the last state</source>
        <translation>der letzte Zustand</translation>
    </message>
    <message>
        <source>the later checkpoint &apos;%1&apos; cannot be set aside: %2</source>
        <translation>der spätere Checkpoint „%1“ lässt sich nicht beiseitelegen: %2</translation>
    </message>
    <message>
        <source>the loader ended at sample %1 of %2</source>
        <translation>der Lader endete bei Sample %1 von %2</translation>
    </message>
    <message>
        <source>the loss &apos;%1&apos; became %2%3</source>
        <translation>der Verlust „%1“ wurde %2%3</translation>
    </message>
    <message>
        <source>the loss &apos;%1&apos; must be one number, got %2</source>
        <translation>der Verlust „%1“ muss eine Zahl sein, nicht %2</translation>
    </message>
    <message>
        <source>the loss of %1 goes to an optimizer</source>
        <translation>der Verlust von %1 gehört an einen Optimierer</translation>
    </message>
    <message>
        <source>the metric &apos;%1&apos; must be a float64 tensor {sum, weight}, got %2</source>
        <translation>die Metrik „%1“ muss ein float64-Tensor {Summe, Gewicht} sein, nicht %2</translation>
    </message>
    <message>
        <source>the name &apos;%1&apos; is taken</source>
        <translation>der Name „%1“ ist vergeben</translation>
    </message>
    <message>
        <source>the name &apos;%1&apos; is taken or empty</source>
        <translation>der Name „%1“ ist vergeben oder leer</translation>
    </message>
    <message>
        <source>the network gives %1 scores, the data has %2 classes</source>
        <translation>das Netz gibt %1 Bewertungen, die Daten haben %2 Klassen</translation>
    </message>
    <message>
        <source>the network gives no %1 &apos;%2&apos;</source>
        <translation>das Netz gibt kein %1 „%2“</translation>
    </message>
    <message>
        <source>the network gives no output &apos;%1&apos;</source>
        <translation>das Netz hat keine Ausgabe „%1“</translation>
    </message>
    <message>
        <source>the node does not exist</source>
        <translation>der Knoten existiert nicht</translation>
    </message>
    <message>
        <source>the node type &apos;%1&apos; needs %2</source>
        <translation>der Knotentyp „%1“ braucht %2</translation>
    </message>
    <message>
        <source>the nodes stand in different groups</source>
        <translation>die Knoten stehen in verschiedenen Gruppen</translation>
    </message>
    <message>
        <source>the norm of the gradients of &apos;%1&apos; became %2</source>
        <translation>die Norm der Gradienten von „%1“ wurde %2</translation>
    </message>
    <message>
        <source>the number of axes depends on the batch size</source>
        <translation>die Zahl der Achsen hängt von der Batchgröße ab</translation>
    </message>
    <message>
        <source>the optimizer &apos;%1&apos; follows no loss of the network</source>
        <translation>der Optimierer „%1“ folgt keinem Verlust des Netzes</translation>
    </message>
    <message>
        <source>the optimizer &apos;%1&apos; has no parameter to train; widen its scope or add a layer with weights</source>
        <translation>der Optimierer „%1“ hat keinen Parameter zu trainieren; seinen scope erweitern oder eine Schicht mit Gewichten hinzufügen</translation>
    </message>
    <message>
        <source>the optimizer state holds &apos;%1&apos;, which is not OPTIMIZER/PARAMETER/KEY</source>
        <translation>der Zustand des Optimierers enthält „%1“, was nicht OPTIMIZER/PARAMETER/KEY ist</translation>
    </message>
    <message>
        <source>the output %1 is wired, but its parameters turn it off</source>
        <translation>der Ausgang %1 ist verbunden, aber seine Parameter schalten ihn aus</translation>
    </message>
    <message>
        <source>the precision &apos;%1&apos; is not available; choose f32</source>
        <translation>die Genauigkeit „%1“ ist nicht verfügbar; f32 wählen</translation>
    </message>
    <message>
        <source>the project asks for libraries that were not loaded: %1; their nodes are placeholders</source>
        <translation>das Projekt verlangt Bibliotheken, die nicht geladen wurden: %1; ihre Knoten sind Platzhalter</translation>
    </message>
    <message>
        <source>the project has no %1 data</source>
        <translation>das Projekt hat keine %1-Daten</translation>
    </message>
    <message>
        <source>the schedule of &apos;%1&apos; watches &apos;%2&apos;, but the run validates nothing; add validation data or take another schedule</source>
        <translation>der Plan von „%1“ beobachtet „%2“, aber der Lauf validiert nichts; Validierungsdaten hinzufügen oder einen anderen Plan nehmen</translation>
    </message>
    <message>
        <source>the schedule of &apos;%1&apos; watches &apos;%2&apos;, which the run does not measure</source>
        <translation>der Plan von „%1“ beobachtet „%2“, was der Lauf nicht misst</translation>
    </message>
    <message>
        <source>the sequence to go on: N×T×C, or T×N×C</source>
        <translation>die fortzusetzende Folge: N×T×C oder T×N×C</translation>
    </message>
    <message>
        <source>the sequence: N×T×C, or T×N×C</source>
        <translation>die Folge: N×T×C oder T×N×C</translation>
    </message>
    <message>
        <source>the share %1 is not between 0 and 1</source>
        <translation>der Anteil %1 liegt nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <source>the sizes</source>
        <translation>die Größen</translation>
    </message>
    <message>
        <source>the source gives %1 fields for %2 slots</source>
        <translation>die Quelle liefert %1 Felder für %2 Plätze</translation>
    </message>
    <message>
        <source>the source gives %1 tensors for %2 slots</source>
        <translation>die Quelle liefert %1 Tensoren für %2 Plätze</translation>
    </message>
    <message>
        <source>the source: N×S×C, or S×N×C</source>
        <translation>die Quelle: N×S×C oder S×N×C</translation>
    </message>
    <message>
        <source>the spec builds no network</source>
        <translation>die Beschreibung baut kein Netz</translation>
    </message>
    <message>
        <source>the split has no data</source>
        <translation>der Teil hat keine Daten</translation>
    </message>
    <message>
        <source>the state after</source>
        <translation>der Zustand danach</translation>
    </message>
    <message>
        <source>the state after each step</source>
        <translation>der Zustand nach jedem Schritt</translation>
    </message>
    <message>
        <source>the state before: N × hidden</source>
        <translation>der Zustand davor: N × hidden</translation>
    </message>
    <message>
        <source>the table is empty</source>
        <translation>die Tabelle ist leer</translation>
    </message>
    <message>
        <source>the target so far: N×T×C, or T×N×C</source>
        <translation>das bisherige Ziel: N×T×C oder T×N×C</translation>
    </message>
    <message>
        <source>the training data has %1 samples, not enough for one batch of %2</source>
        <translation>die Trainingsdaten haben %1 Samples, nicht genug für einen Batch von %2</translation>
    </message>
    <message>
        <source>the transform &apos;%1&apos; is missing</source>
        <translation>die Transformation „%1“ fehlt</translation>
    </message>
    <message>
        <source>the weights hold &apos;%1&apos;, which the network does not have</source>
        <translation>die Gewichte enthalten „%1“, was das Netz nicht hat</translation>
    </message>
    <message>
        <source>the weights lack &apos;%1&apos;, which the network has</source>
        <translation>den Gewichten fehlt „%1“, was das Netz hat</translation>
    </message>
    <message>
        <source>the weights: &apos;%1&apos;</source>
        <translation>die Gewichte: „%1“</translation>
    </message>
    <message>
        <source>the wire does not exist</source>
        <translation>die Verbindung existiert nicht</translation>
    </message>
    <message>
        <source>the wire exists already</source>
        <translation>die Verbindung existiert schon</translation>
    </message>
    <message>
        <source>the wires form a circle: %1%2</source>
        <translation>die Verbindungen bilden einen Kreis: %1%2</translation>
    </message>
    <message>
        <source>there are no training samples</source>
        <translation>es gibt keine Trainings-Samples</translation>
    </message>
    <message>
        <source>there is a node type &apos;%1&apos; already</source>
        <translation>einen Knotentyp „%1“ gibt es schon</translation>
    </message>
    <message>
        <source>there is no initialiser &apos;%1&apos;</source>
        <translation>es gibt keinen Initialisierer „%1“</translation>
    </message>
    <message>
        <source>there is no input &apos;%1&apos;</source>
        <translation>es gibt keinen Eingang „%1“</translation>
    </message>
    <message>
        <source>there is no loss to minimise</source>
        <translation>es gibt keinen Verlust zu minimieren</translation>
    </message>
    <message>
        <source>there is no optimizer</source>
        <translation>es gibt keinen Optimierer</translation>
    </message>
    <message>
        <source>there is no optimizer of type &apos;%1&apos;</source>
        <translation>es gibt keinen Optimierer vom Typ „%1“</translation>
    </message>
    <message>
        <source>there is no output &apos;%1&apos;</source>
        <translation>es gibt keinen Ausgang „%1“</translation>
    </message>
    <message>
        <source>there is no scheduler of type &apos;%1&apos;</source>
        <translation>es gibt keinen Lernratenplan vom Typ „%1“</translation>
    </message>
    <message>
        <source>there is no such group; &apos;%1&apos; stands in the document itself</source>
        <translation>eine solche Gruppe gibt es nicht; „%1“ steht im Dokument selbst</translation>
    </message>
    <message>
        <source>there is no training data</source>
        <translation>es gibt keine Trainingsdaten</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>der Speicher reicht nicht</translation>
    </message>
    <message>
        <source>there is not enough memory even to rehearse it</source>
        <translation>der Speicher reicht nicht einmal zur Probe</translation>
    </message>
    <message>
        <source>there is not enough memory to look at it</source>
        <translation>der Speicher reicht nicht, um es anzusehen</translation>
    </message>
    <message>
        <source>this is not an IDX file: it begins with the magic number %1</source>
        <translation>dies ist keine IDX-Datei: Sie beginnt mit der Kennzahl %1</translation>
    </message>
    <message>
        <source>this row has %1 cells, the first row has %2</source>
        <translation>diese Zeile hat %1 Zellen, die erste hat %2</translation>
    </message>
    <message>
        <source>this would close a circle: %1 already leads to %2</source>
        <translation>das würde einen Kreis schließen: %1 führt schon zu %2</translation>
    </message>
    <message>
        <source>threshold kind</source>
        <translation>Art der Schwelle</translation>
    </message>
    <message>
        <source>too large to look at before training: it needs %1 for %2%3</source>
        <translation>zu groß, um es vor dem Training anzusehen: Es braucht %1 für %2%3</translation>
    </message>
    <message>
        <source>two data nodes feed the network: %1 and %2</source>
        <translation>zwei Datenknoten speisen das Netz: %1 und %2</translation>
    </message>
    <message>
        <source>unknown nodes</source>
        <translation>unbekannte Knoten</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>Validierungen</translation>
    </message>
    <message>
        <source>value in: input + value * tensor1 * tensor2.</source>
        <translation>value aus: input + value * tensor1 * tensor2.</translation>
    </message>
    <message>
        <source>value in: input + value * tensor1 / tensor2.</source>
        <translation>value aus: input + value * tensor1 / tensor2.</translation>
    </message>
    <message>
        <source>value width</source>
        <translation>Value-Breite</translation>
    </message>
    <message>
        <source>values of type %1 are not supported</source>
        <translation>Werte vom Typ %1 werden nicht unterstützt</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>waiting for the next batch was broken off</source>
        <translation>das Warten auf den nächsten Batch wurde abgebrochen</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>weight in: input + weight * (end - input).</source>
        <translation>weight aus: input + weight * (end - input).</translation>
    </message>
    <message>
        <source>weight init</source>
        <translation>Gewichts-Anfang</translation>
    </message>
    <message>
        <source>weight of %1 set to %2</source>
        <translation>Gewicht von %1 auf %2 gesetzt</translation>
    </message>
    <message>
        <source>weights of</source>
        <translation>Gewichte von</translation>
    </message>
    <message>
        <source>what an encoder made of the source</source>
        <translation>was ein Encoder aus der Quelle machte</translation>
    </message>
    <message>
        <source>what asks: N×T×C</source>
        <translation>was fragt: N×T×C</translation>
    </message>
    <message>
        <source>what is compared; the query itself unless wired</source>
        <translation>womit verglichen wird; die Query selbst, wenn nicht verbunden</translation>
    </message>
    <message>
        <source>what is mixed; the key itself unless wired</source>
        <translation>was gemischt wird; der Key selbst, wenn nicht verbunden</translation>
    </message>
    <message>
        <source>what is true</source>
        <translation>was wahr ist</translation>
    </message>
    <message>
        <source>what the network says</source>
        <translation>was das Netz sagt</translation>
    </message>
    <message>
        <source>what the run will take cannot be told before it: %1</source>
        <translation>was der Lauf brauchen wird, lässt sich vorher nicht sagen: %1</translation>
    </message>
    <message>
        <source>where bags begin in 1-d input</source>
        <translation>wo in 1D-Eingabe die Mengen beginnen</translation>
    </message>
    <message>
        <source>whole batches; put it between the data and the first layer</source>
        <translation>ganze Batches; zwischen die Daten und die erste Schicht setzen</translation>
    </message>
    <message>
        <source>whole numbers, any shape</source>
        <translation>ganze Zahlen, beliebige Form</translation>
    </message>
    <message>
        <source>width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>works on the last axis (%1) of %2 only</source>
        <translation>wirkt nur auf die letzte Achse (%1) von %2</translation>
    </message>
    <message>
        <source>write checkpoint</source>
        <translation>Checkpoint schreiben</translation>
    </message>
    <message>
        <source>writing a checkpoint</source>
        <translation>ein Checkpoint wird geschrieben</translation>
    </message>
    <message>
        <source>x - tanh(x)</source>
        <translation>x - tanh(x)</translation>
    </message>
    <message>
        <source>x / (1 + |x|)</source>
        <translation>x / (1 + |x|)</translation>
    </message>
    <message>
        <source>x times hardsigmoid(x)</source>
        <translation>x mal hardsigmoid(x)</translation>
    </message>
    <message>
        <source>x times sigmoid(x)</source>
        <translation>x mal sigmoid(x)</translation>
    </message>
    <message>
        <source>x times tanh(softplus(x))</source>
        <translation>x mal tanh(softplus(x))</translation>
    </message>
    <message>
        <source>x times the normal distribution function of x</source>
        <translation>x mal Verteilungsfunktion der Normalverteilung an x</translation>
    </message>
    <message>
        <source>zero key</source>
        <translation>Null-Key</translation>
    </message>
    <message>
        <source>Resize frame</source>
        <translation>Rahmengröße ändern</translation>
    </message>
    <message>
        <source>Move frame</source>
        <translation>Rahmen verschieben</translation>
    </message>
    <message>
        <source>the run has done all its epochs, %1 of %2</source>
        <translation>der Lauf hat alle seine Epochen getan, %1 von %2</translation>
    </message>
    <message>
        <source>Raise epochs in the run settings, then go on with it.</source>
        <translation>epochs in den Laufeinstellungen erhöhen, dann fortsetzen.</translation>
    </message>
    <message>
        <source>accumulation</source>
        <translation>Akkumulation</translation>
    </message>
    <message>
        <source>clip grad norm</source>
        <translation>max. Grad.-Norm</translation>
    </message>
    <message>
        <source>clip grad value</source>
        <translation>max. Grad.-Wert</translation>
    </message>
    <message>
        <source>deterministic</source>
        <translation>deterministisch</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>loader workers</source>
        <translation>Lade-Threads</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>validate every</source>
        <translation>Validieren alle</translation>
    </message>
    <message>
        <source>%1 has inconsistent hidden_size: got %2, expected %3</source>
        <translation>%1 hat eine abweichende hidden_size: %2, erwartet wird %3</translation>
    </message>
    <message>
        <source>%1 takes one number or %2 for input %3, not %4</source>
        <translation>%1 nimmt eine Zahl oder %2 für die Eingabe %3, nicht %4</translation>
    </message>
    <message>
        <source>%1 takes one or %2 numbers, but is %3</source>
        <translation>%1 nimmt eine oder %2 Zahlen, ist aber %3</translation>
    </message>
    <message>
        <source>%1%2 should have %3 elements, one per channel of input %4</source>
        <translation>%1%2 sollte %3 Elemente haben, eines je Kanal der Eingabe %4</translation>
    </message>
    <message>
        <source>%1: target %2 has another size than input %3. They are broadcast, which is likely to give a wrong result; use the same size for both.</source>
        <translation>%1: Das Ziel %2 hat eine andere Größe als die Eingabe %3. Broadcasting gibt hier wahrscheinlich ein falsches Ergebnis; für beide dieselbe Größe nehmen.</translation>
    </message>
    <message>
        <source>-1 is not allowed in a leading, non-existing dimension of %1</source>
        <translation>-1 ist in einer vorangestellten, noch nicht vorhandenen Dimension von %1 nicht erlaubt</translation>
    </message>
    <message>
        <source>Cannot call forward() on an empty Sequential</source>
        <translation>forward() eines leeren Sequential lässt sich nicht aufrufen</translation>
    </message>
    <message>
        <source>Embeddings parameter is expected to be 2-dimensional, but is %1</source>
        <translation>die Embedding-Tabelle muss 2 Dimensionen haben, ist aber %1</translation>
    </message>
    <message>
        <source>Expected hidden size %1, got %2</source>
        <translation>erwartet wird die Größe %1 des Zustands, nicht %2</translation>
    </message>
    <message>
        <source>Expected input to be 1-D or 2-D but received %1</source>
        <translation>erwartet wird eine Eingabe mit 1 oder 2 Dimensionen, nicht %1</translation>
    </message>
    <message>
        <source>Expected input to be 2-D or 3-D but received %1</source>
        <translation>erwartet wird eine Eingabe mit 2 oder 3 Dimensionen, nicht %1</translation>
    </message>
    <message>
        <source>Expected sequence length to be larger than 0, but input is %1</source>
        <translation>die Folge muss länger als 0 sein, die Eingabe ist aber %1</translation>
    </message>
    <message>
        <source>For %1 input, hx should also be %2-D but got %3</source>
        <translation>zur %1-Eingabe muss auch hx %2 Dimensionen haben, nicht %3</translation>
    </message>
    <message>
        <source>Gradient of %1 along its input (a transposed convolution).</source>
        <translation>Gradient von %1 nach seiner Eingabe (eine transponierte Faltung).</translation>
    </message>
    <message>
        <source>Gradient of %1 along its weight.</source>
        <translation>Gradient von %1 nach seinem Gewicht.</translation>
    </message>
    <message>
        <source>Index %1 is out of range for %2 modules</source>
        <translation>Index %1 liegt außerhalb der %2 Module</translation>
    </message>
    <message>
        <source>Index %1 is out of range for %2 parameters</source>
        <translation>Index %1 liegt außerhalb der %2 Parameter</translation>
    </message>
    <message>
        <source>Input batch size %1 doesn&apos;t match %2 %3</source>
        <translation>die Batchgröße %1 der Eingabe passt nicht zu %2 %3</translation>
    </message>
    <message>
        <source>Padding_idx must be within num_embeddings; it is %1 of %2</source>
        <translation>padding_idx muss innerhalb von num_embeddings liegen; es ist %1 von %2</translation>
    </message>
    <message>
        <source>Shape of weight %1 does not match num_embeddings %2 and embedding_dim %3</source>
        <translation>die Form %1 des Gewichts passt nicht zu num_embeddings %2 und embedding_dim %3</translation>
    </message>
    <message>
        <source>The shape of the attn_mask is %1, but should be %2 or %3</source>
        <translation>attn_mask hat die Form %1, sollte aber %2 oder %3 haben</translation>
    </message>
    <message>
        <source>Unknown nonlinearity &apos;%1&apos;</source>
        <translation>unbekannte Nichtlinearität „%1“</translation>
    </message>
    <message>
        <source>a 0-dim tensor cannot be sliced</source>
        <translation>ein Tensor ohne Dimensionen lässt sich nicht zerschneiden</translation>
    </message>
    <message>
        <source>a dimension of %1 places is too large</source>
        <translation>eine Dimension von %1 Stellen ist zu groß</translation>
    </message>
    <message>
        <source>activation should be relu or gelu, not %1</source>
        <translation>activation muss relu oder gelu sein, nicht %1</translation>
    </message>
    <message>
        <source>align_corners has no meaning with mode %1</source>
        <translation>align_corners hat im Modus %1 keine Bedeutung</translation>
    </message>
    <message>
        <source>all elements of input should be between 0 and 1; apply a sigmoid first</source>
        <translation>alle Elemente der Eingabe müssen zwischen 0 und 1 liegen; zuerst Sigmoid anwenden</translation>
    </message>
    <message>
        <source>batches of matrices cannot be multiplied: %1 and %2</source>
        <translation>Stapel von Matrizen lassen sich nicht multiplizieren: %1 und %2</translation>
    </message>
    <message>
        <source>beta must not be negative, but is %1</source>
        <translation>beta darf nicht negativ sein, ist aber %1</translation>
    </message>
    <message>
        <source>bias %1 does not fit weight %2</source>
        <translation>Bias %1 passt nicht zum Gewicht %2</translation>
    </message>
    <message>
        <source>both arguments need to be at least 1-D, but are %1 and %2</source>
        <translation>beide Argumente müssen mindestens 1 Dimension haben, sind aber %1 und %2</translation>
    </message>
    <message>
        <source>both inputs must be connected, so that their features can be found</source>
        <translation>beide Eingänge müssen verbunden sein, damit sich ihre Merkmale ergeben</translation>
    </message>
    <message>
        <source>cannot be applied to a 0-dim tensor</source>
        <translation>ist auf einen Tensor ohne Dimensionen nicht anwendbar</translation>
    </message>
    <message>
        <source>chunks must be positive, but is %1</source>
        <translation>chunks muss positiv sein, ist aber %1</translation>
    </message>
    <message>
        <source>cutoffs must be positive, rising and below n_classes %1, but are %2</source>
        <translation>cutoffs müssen positiv, steigend und unter n_classes %1 sein, sind aber %2</translation>
    </message>
    <message>
        <source>cutoffs must not be empty</source>
        <translation>cutoffs dürfen nicht leer sein</translation>
    </message>
    <message>
        <source>d_model must be divisible by nhead, but they are %1 and %2</source>
        <translation>d_model muss durch nhead teilbar sein; sie sind %1 und %2</translation>
    </message>
    <message>
        <source>dim %1 is repeated in %2</source>
        <translation>dim %1 steht in %2 mehrfach</translation>
    </message>
    <message>
        <source>dim %1 out of range for input %2</source>
        <translation>dim %1 liegt außerhalb der Eingabe %2</translation>
    </message>
    <message>
        <source>dimension %1 is out of range for input %2</source>
        <translation>Dimension %1 liegt außerhalb der Eingabe %2</translation>
    </message>
    <message>
        <source>dims %1 do not name every dimension of input %2</source>
        <translation>dims %1 nennt nicht jede Dimension der Eingabe %2</translation>
    </message>
    <message>
        <source>div_value %1 leaves no features for cluster %2</source>
        <translation>div_value %1 lässt dem Cluster %2 keine Merkmale</translation>
    </message>
    <message>
        <source>divisor_override must not be zero</source>
        <translation>divisor_override darf nicht null sein</translation>
    </message>
    <message>
        <source>dropout must be between 0 and 1, but is %1</source>
        <translation>dropout muss zwischen 0 und 1 liegen, ist aber %1</translation>
    </message>
    <message>
        <source>dropout should be a number in range [0, 1] representing the probability of an element being zeroed, but is %1</source>
        <translation>dropout muss eine Zahl in [0, 1] sein, die Wahrscheinlichkeit, dass ein Element null wird, ist aber %1</translation>
    </message>
    <message>
        <source>embed_dim must be divisible by num_heads, but they are %1 and %2</source>
        <translation>embed_dim muss durch num_heads teilbar sein; sie sind %1 und %2</translation>
    </message>
    <message>
        <source>entries must be pairs of a name and a value</source>
        <translation>Einträge müssen Paare aus Name und Wert sein</translation>
    </message>
    <message>
        <source>expected N×C or N×C×L input, but got %1</source>
        <translation>erwartet wird N×C oder N×C×L, nicht %1</translation>
    </message>
    <message>
        <source>expected N×C×D×H×W input, but got %1</source>
        <translation>erwartet wird N×C×D×H×W, nicht %1</translation>
    </message>
    <message>
        <source>expected N×C×H×W input, but got %1</source>
        <translation>erwartet wird N×C×H×W, nicht %1</translation>
    </message>
    <message>
        <source>expected N×C×… with %1 channels, but got %2</source>
        <translation>erwartet wird N×C×… mit %1 Kanälen, nicht %2</translation>
    </message>
    <message>
        <source>expected a non-empty list of tensors</source>
        <translation>erwartet wird eine nicht leere Liste von Tensoren</translation>
    </message>
    <message>
        <source>expected an input of %1 dimensions, but got %2</source>
        <translation>erwartet wird eine Eingabe mit %1 Dimensionen, nicht %2</translation>
    </message>
    <message>
        <source>expected an input of %1 dimensions, but it is %2</source>
        <translation>erwartet wird eine Eingabe mit %1 Dimensionen, sie ist aber %2</translation>
    </message>
    <message>
        <source>expected another kind of layer</source>
        <translation>erwartet wird eine andere Art von Schicht</translation>
    </message>
    <message>
        <source>expected both operands to have one dtype, but found %1 and %2</source>
        <translation>beide Operanden müssen denselben dtype haben, sind aber %1 und %2</translation>
    </message>
    <message>
        <source>expected more than 1 value per channel when training, got input size %1; use a batch of at least 2 (drop_last), or eval()</source>
        <translation>im Training wird mehr als 1 Wert je Kanal gebraucht, die Eingabe ist aber %1; Batches ab 2 nehmen (drop_last) oder eval()</translation>
    </message>
    <message>
        <source>expected one class per row of input %1, but target is %2</source>
        <translation>erwartet wird eine Klasse je Zeile der Eingabe %1, das Ziel ist aber %2</translation>
    </message>
    <message>
        <source>expects a tensor with at most 2 dimensions, but input is %1</source>
        <translation>erwartet wird ein Tensor mit höchstens 2 Dimensionen, die Eingabe ist aber %1</translation>
    </message>
    <message>
        <source>expects each tensor to be equal size, but got %1 and %2</source>
        <translation>alle Tensoren müssen gleich groß sein, sind aber %1 und %2</translation>
    </message>
    <message>
        <source>groups must be positive and below 2^31, but is %1</source>
        <translation>groups muss positiv und unter 2^31 sein, ist aber %1</translation>
    </message>
    <message>
        <source>h_0 and c_0 must be given both or not at all</source>
        <translation>h_0 und c_0 müssen beide oder gar nicht gegeben sein</translation>
    </message>
    <message>
        <source>hx must be a pair of tensors (h_0, c_0)</source>
        <translation>hx muss ein Paar von Tensoren (h_0, c_0) sein</translation>
    </message>
    <message>
        <source>in1_features must be positive, but is %1</source>
        <translation>in1_features muss positiv sein, ist aber %1</translation>
    </message>
    <message>
        <source>in_channels %1 must be divisible by groups %2</source>
        <translation>in_channels %1 muss durch groups %2 teilbar sein</translation>
    </message>
    <message>
        <source>index %1 is out of range for %2 entries</source>
        <translation>Index %1 liegt außerhalb der %2 Einträge</translation>
    </message>
    <message>
        <source>index %1 out of range for dim %2 of size %3 in input %4</source>
        <translation>Index %1 liegt außerhalb von dim %2 der Größe %3 in der Eingabe %4</translation>
    </message>
    <message>
        <source>indices %1 %2 must be int64 and have the shape of input %3</source>
        <translation>Indizes %1 %2 müssen int64 sein und die Form der Eingabe %3 haben</translation>
    </message>
    <message>
        <source>input %1 and target %2 must have the same shape</source>
        <translation>Eingabe %1 und Ziel %2 müssen dieselbe Form haben</translation>
    </message>
    <message>
        <source>input %1 cannot have the size %2 along dimension %3</source>
        <translation>die Eingabe %1 kann entlang der Dimension %3 nicht die Größe %2 haben</translation>
    </message>
    <message>
        <source>input %1 does not fit weight %2 (%3 against in_features %4)</source>
        <translation>die Eingabe %1 passt nicht zum Gewicht %2 (%3 gegen in_features %4)</translation>
    </message>
    <message>
        <source>input %1 does not fit weight %2: the last dimension must be in_features %3</source>
        <translation>die Eingabe %1 passt nicht zum Gewicht %2: Die letzte Dimension muss in_features %3 sein</translation>
    </message>
    <message>
        <source>input %1 has %2 channels, but num_features is %3</source>
        <translation>die Eingabe %1 hat %2 Kanäle, num_features ist aber %3</translation>
    </message>
    <message>
        <source>input has inconsistent input_size: got %1, expected %2</source>
        <translation>die Eingabe hat eine abweichende input_size: %1, erwartet wird %2</translation>
    </message>
    <message>
        <source>input is %1 but weight is %2</source>
        <translation>die Eingabe ist %1, das Gewicht aber %2</translation>
    </message>
    <message>
        <source>input must be %1, but is %2</source>
        <translation>die Eingabe muss %1 sein, ist aber %2</translation>
    </message>
    <message>
        <source>input must be N×%1, but is %2</source>
        <translation>die Eingabe muss N×%1 sein, ist aber %2</translation>
    </message>
    <message>
        <source>input must be N×C and %1 sizes, but is %2</source>
        <translation>die Eingabe muss N×C und %1 Größen haben, ist aber %2</translation>
    </message>
    <message>
        <source>input must be N×C and one to three sizes, but is %1</source>
        <translation>die Eingabe muss N×C und eine bis drei Größen haben, ist aber %1</translation>
    </message>
    <message>
        <source>input must be N×C or N×C×…, but is %1</source>
        <translation>die Eingabe muss N×C oder N×C×… sein, ist aber %1</translation>
    </message>
    <message>
        <source>input must be N×C, but is %1</source>
        <translation>die Eingabe muss N×C sein, ist aber %1</translation>
    </message>
    <message>
        <source>input must be N×C×H×W, but is %1</source>
        <translation>die Eingabe muss N×C×H×W sein, ist aber %1</translation>
    </message>
    <message>
        <source>input must be N×C×…, but is %1</source>
        <translation>die Eingabe muss N×C×… sein, ist aber %1</translation>
    </message>
    <message>
        <source>input.size(-1) must be equal to input_size. Expected %1, got %2</source>
        <translation>die letzte Dimension der Eingabe muss input_size sein: %1, nicht %2</translation>
    </message>
    <message>
        <source>input_size, hidden_size and num_layers must be at least 1</source>
        <translation>input_size, hidden_size und num_layers müssen mindestens 1 sein</translation>
    </message>
    <message>
        <source>invalid shape dimension %1 in %2</source>
        <translation>ungültige Dimension %1 in der Form %2</translation>
    </message>
    <message>
        <source>kernel %1 is larger than the padded input %2; use a smaller kernel_size or more padding</source>
        <translation>der Kernel %1 ist größer als die aufgefüllte Eingabe %2; kleinere kernel_size oder mehr padding nehmen</translation>
    </message>
    <message>
        <source>kernel_size %1 is larger than the input %2; use a smaller kernel or more padding</source>
        <translation>kernel_size %1 ist größer als die Eingabe %2; kleinere kernel_size oder mehr padding nehmen</translation>
    </message>
    <message>
        <source>kernel_size %1, stride %2 and dilation %3 may be at most %4</source>
        <translation>kernel_size %1, stride %2 und dilation %3 dürfen höchstens %4 sein</translation>
    </message>
    <message>
        <source>kernel_size %1×%2 is larger than the input %3; use a smaller kernel or more padding</source>
        <translation>kernel_size %1×%2 ist größer als die Eingabe %3; kleinere kernel_size oder mehr padding nehmen</translation>
    </message>
    <message>
        <source>kernel_size, stride and dilation must be positive</source>
        <translation>kernel_size, stride und dilation müssen positiv sein</translation>
    </message>
    <message>
        <source>key %1 and value %2 must have one length and the batch size of query %3</source>
        <translation>key %1 und value %2 müssen dieselbe Länge und die Batchgröße von query %3 haben</translation>
    </message>
    <message>
        <source>key_padding_mask %1 must be %2×%3</source>
        <translation>key_padding_mask %1 muss %2×%3 sein</translation>
    </message>
    <message>
        <source>label_smoothing must be between 0 and 1, but is %1</source>
        <translation>label_smoothing muss zwischen 0 und 1 liegen, ist aber %1</translation>
    </message>
    <message>
        <source>lower %1 must not be above upper %2</source>
        <translation>lower %1 darf nicht über upper %2 liegen</translation>
    </message>
    <message>
        <source>matrices cannot be multiplied: %1 and %2</source>
        <translation>Matrizen lassen sich nicht multiplizieren: %1 und %2</translation>
    </message>
    <message>
        <source>max_val %1 must be larger than min_val %2</source>
        <translation>max_val %1 muss größer als min_val %2 sein</translation>
    </message>
    <message>
        <source>means need a floating point input, not %1</source>
        <translation>Mittelwerte brauchen eine Fließkomma-Eingabe, nicht %1</translation>
    </message>
    <message>
        <source>mode %1 needs a floating point input, not %2</source>
        <translation>Modus %1 braucht eine Fließkomma-Eingabe, nicht %2</translation>
    </message>
    <message>
        <source>mode %1 needs an input of %2 dimensions, but it is %3</source>
        <translation>Modus %1 braucht eine Eingabe mit %2 Dimensionen, sie ist aber %3</translation>
    </message>
    <message>
        <source>mode must be nearest, linear or cubic, not &quot;%1%2</source>
        <translation>mode muss nearest, linear oder cubic sein, nicht &quot;%1%2</translation>
    </message>
    <message>
        <source>multiplies numbers, not bool; convert the operands first, for example with to(kFloat)</source>
        <translation>multipliziert Zahlen, nicht bool; die Operanden vorher umwandeln, etwa mit to(kFloat)</translation>
    </message>
    <message>
        <source>negative padding %1 is not supported</source>
        <translation>negatives padding %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>negative sizes or strides are not supported: %1 %2</source>
        <translation>negative Größen oder Schrittweiten werden nicht unterstützt: %1 %2</translation>
    </message>
    <message>
        <source>normalized_shape %1 does not match the last dimensions of input %2</source>
        <translation>normalized_shape %1 passt nicht zu den letzten Dimensionen der Eingabe %2</translation>
    </message>
    <message>
        <source>num_channels %1 must be divisible by num_groups %2</source>
        <translation>num_channels %1 muss durch num_groups %2 teilbar sein</translation>
    </message>
    <message>
        <source>num_layers must be at least 1, but is %1</source>
        <translation>num_layers muss mindestens 1 sein, ist aber %1</translation>
    </message>
    <message>
        <source>only one dimension can be inferred, but shape is %1</source>
        <translation>nur eine Dimension kann sich ergeben, die Form ist aber %1</translation>
    </message>
    <message>
        <source>only one of output_size and output_ratio can be given</source>
        <translation>nur eines von output_size und output_ratio darf gegeben sein</translation>
    </message>
    <message>
        <source>only padding_mode zeros is supported, not %1</source>
        <translation>nur padding_mode zeros wird unterstützt, nicht %1</translation>
    </message>
    <message>
        <source>operands cannot be multiplied: %1 and %2</source>
        <translation>Operanden lassen sich nicht multiplizieren: %1 und %2</translation>
    </message>
    <message>
        <source>out_channels %1 must be divisible by groups %2</source>
        <translation>out_channels %1 muss durch groups %2 teilbar sein</translation>
    </message>
    <message>
        <source>output_ratio must be between 0 and 1, but is %1</source>
        <translation>output_ratio muss zwischen 0 und 1 liegen, ist aber %1</translation>
    </message>
    <message>
        <source>output_ratio takes one or two numbers, not %1</source>
        <translation>output_ratio nimmt eine oder zwei Zahlen, nicht %1</translation>
    </message>
    <message>
        <source>output_size %1 and the sizes of input %2 must be positive</source>
        <translation>output_size %1 und die Größen der Eingabe %2 müssen positiv sein</translation>
    </message>
    <message>
        <source>output_size %1 cannot be reached from input %2: dimension %3 can have %4 to %5</source>
        <translation>output_size %1 ist von der Eingabe %2 aus nicht erreichbar: Dimension %3 kann %4 bis %5 haben</translation>
    </message>
    <message>
        <source>output_size %1 is too large</source>
        <translation>output_size %1 ist zu groß</translation>
    </message>
    <message>
        <source>output_size %1 must be within a stride of %2</source>
        <translation>output_size %1 muss innerhalb einer Schrittweite von %2 liegen</translation>
    </message>
    <message>
        <source>output_size must be positive, but is %1</source>
        <translation>output_size muss positiv sein, ist aber %1</translation>
    </message>
    <message>
        <source>output_size must have %1 or %2 numbers, but is %3</source>
        <translation>output_size muss %1 oder %2 Zahlen haben, ist aber %3</translation>
    </message>
    <message>
        <source>output_size or output_ratio must be given</source>
        <translation>output_size oder output_ratio muss gegeben sein</translation>
    </message>
    <message>
        <source>output_size takes %1 numbers, but is %2</source>
        <translation>output_size nimmt %1 Zahlen, ist aber %2</translation>
    </message>
    <message>
        <source>output_size takes one or two numbers, but is %1</source>
        <translation>output_size nimmt eine oder zwei Zahlen, ist aber %1</translation>
    </message>
    <message>
        <source>pad %1 does not fit input %2</source>
        <translation>pad %1 passt nicht zur Eingabe %2</translation>
    </message>
    <message>
        <source>pad %1 leaves a negative size for input %2</source>
        <translation>pad %1 lässt der Eingabe %2 eine negative Größe</translation>
    </message>
    <message>
        <source>padding %1 must be between 0 and half of kernel_size %2</source>
        <translation>padding %1 muss zwischen 0 und der Hälfte von kernel_size %2 liegen</translation>
    </message>
    <message>
        <source>proj_size has to be smaller than hidden_size, but is %1</source>
        <translation>proj_size muss kleiner als hidden_size sein, ist aber %1</translation>
    </message>
    <message>
        <source>query, key and value must have 3 dimensions each (2 for one sequence), but they are %1, %2 and %3</source>
        <translation>query, key und value müssen je 3 Dimensionen haben (2 bei einer Folge), sind aber %1, %2 und %3</translation>
    </message>
    <message>
        <source>random_samples must be %1×%2×2, but is %3</source>
        <translation>random_samples muss %1×%2×2 sein, ist aber %3</translation>
    </message>
    <message>
        <source>repeats %1 has fewer dimensions than input %2</source>
        <translation>repeats %1 hat weniger Dimensionen als die Eingabe %2</translation>
    </message>
    <message>
        <source>repeats %1 must not be negative or beyond counting</source>
        <translation>repeats %1 darf nicht negativ oder unzählbar groß sein</translation>
    </message>
    <message>
        <source>running statistics are needed outside training</source>
        <translation>außerhalb des Trainings wird die laufende Statistik gebraucht</translation>
    </message>
    <message>
        <source>running_mean should contain %1 elements, not %2</source>
        <translation>running_mean sollte %1 Elemente haben, nicht %2</translation>
    </message>
    <message>
        <source>shape %1 has more elements than can be counted</source>
        <translation>die Form %1 hat unzählbar viele Elemente</translation>
    </message>
    <message>
        <source>shape %1 is invalid for input %2 with %3 elements</source>
        <translation>die Form %1 ist für die Eingabe %2 mit %3 Elementen ungültig</translation>
    </message>
    <message>
        <source>shape %1 is not compatible with input %2 of strides %3; use reshape</source>
        <translation>die Form %1 verträgt sich nicht mit der Eingabe %2 der Strides %3; reshape nehmen</translation>
    </message>
    <message>
        <source>size %1 and stride %2 have different lengths</source>
        <translation>Größe %1 und Stride %2 sind verschieden lang</translation>
    </message>
    <message>
        <source>size %1 does not fit input %2 at dimension %3</source>
        <translation>die Größe %1 passt in Dimension %3 nicht zur Eingabe %2</translation>
    </message>
    <message>
        <source>size %1 has fewer dimensions than input %2</source>
        <translation>die Größe %1 hat weniger Dimensionen als die Eingabe %2</translation>
    </message>
    <message>
        <source>size %1 has too many elements to count</source>
        <translation>die Größe %1 hat unzählbar viele Elemente</translation>
    </message>
    <message>
        <source>size %1 stride %2 offset %3 reaches beyond the storage of %4 elements</source>
        <translation>Größe %1, Stride %2 und Offset %3 reichen über den Speicher von %4 Elementen hinaus</translation>
    </message>
    <message>
        <source>sizes %1 do not sum up to dimension %2 of input %3</source>
        <translation>die Größen %1 ergeben zusammen nicht die Dimension %2 der Eingabe %3</translation>
    </message>
    <message>
        <source>sizes of tensors must match except in dimension %1: tensor 0 is %2 but tensor %3 is %4</source>
        <translation>Tensoren müssen außer in Dimension %1 gleich groß sein: Tensor 0 ist %2, Tensor %3 aber %4</translation>
    </message>
    <message>
        <source>src and tgt must have 3 dimensions (2 for one sequence), but they are %1 and %2</source>
        <translation>src und tgt müssen 3 Dimensionen haben (2 bei einer Folge), sind aber %1 und %2</translation>
    </message>
    <message>
        <source>start %1 and length %2 exceed dimension size %3 of input %4</source>
        <translation>Anfang %1 und Länge %2 überschreiten die Dimension der Größe %3 der Eingabe %4</translation>
    </message>
    <message>
        <source>start_dim %1 must not come after end_dim %2</source>
        <translation>start_dim %1 darf nicht hinter end_dim %2 liegen</translation>
    </message>
    <message>
        <source>step must be positive, but is %1</source>
        <translation>step muss positiv sein, ist aber %1</translation>
    </message>
    <message>
        <source>stride and dilation must be positive, but are %1 and %2</source>
        <translation>stride und dilation müssen positiv sein, sind aber %1 und %2</translation>
    </message>
    <message>
        <source>stride, padding and dilation must stay below 2^31</source>
        <translation>stride, padding und dilation müssen unter 2^31 bleiben</translation>
    </message>
    <message>
        <source>takes 4 inputs, not %1</source>
        <translation>nimmt 4 Eingaben, nicht %1</translation>
    </message>
    <message>
        <source>takes input and target</source>
        <translation>nimmt Eingabe und Ziel</translation>
    </message>
    <message>
        <source>takes no keyword argument %1</source>
        <translation>nimmt kein Schlüsselwort-Argument %1</translation>
    </message>
    <message>
        <source>takes one or two numbers per size, but got %1</source>
        <translation>nimmt eine oder zwei Zahlen je Größe, bekam aber %1</translation>
    </message>
    <message>
        <source>target %1 does not fit input %2: expected %3</source>
        <translation>das Ziel %1 passt nicht zur Eingabe %2: Erwartet wird %3</translation>
    </message>
    <message>
        <source>target %1 of sample %2 in the batch is not a class: there are %3 (0 to %4)</source>
        <translation>das Ziel %1 von Sample %2 im Batch ist keine Klasse: Es gibt %3 (0 bis %4)</translation>
    </message>
    <message>
        <source>target must hold %1 class numbers (int64), but is %2 %3</source>
        <translation>das Ziel muss %1 Klassennummern (int64) enthalten, ist aber %2 %3</translation>
    </message>
    <message>
        <source>target must hold class numbers (int64), but is %1</source>
        <translation>das Ziel muss Klassennummern (int64) enthalten, ist aber %1</translation>
    </message>
    <message>
        <source>target values must be from 0 to %1</source>
        <translation>die Werte des Ziels müssen von 0 bis %1 gehen</translation>
    </message>
    <message>
        <source>the batch number of src and tgt must be equal, but they are %1 and %2</source>
        <translation>die Batchgröße von src und tgt muss gleich sein, ist aber %1 und %2</translation>
    </message>
    <message>
        <source>the expanded size %1 of %2 at dimension %3 must not be negative; -1 keeps a size</source>
        <translation>die erweiterte Größe %1 von %2 in Dimension %3 darf nicht negativ sein; -1 behält eine Größe</translation>
    </message>
    <message>
        <source>the feature number of src and tgt must be equal to d_model %1, but they are %2 and %3</source>
        <translation>die Merkmale von src und tgt müssen gleich d_model %1 sein, sind aber %2 und %3</translation>
    </message>
    <message>
        <source>the input %1 is missing</source>
        <translation>die Eingabe %1 fehlt</translation>
    </message>
    <message>
        <source>the input is missing</source>
        <translation>die Eingabe fehlt</translation>
    </message>
    <message>
        <source>the input needs at least one dimension</source>
        <translation>die Eingabe braucht mindestens eine Dimension</translation>
    </message>
    <message>
        <source>the module at %1 is of another type</source>
        <translation>das Modul bei %1 ist von anderem Typ</translation>
    </message>
    <message>
        <source>the packed sequence is empty</source>
        <translation>die gepackte Folge ist leer</translation>
    </message>
    <message>
        <source>the size along dimension %1 must be positive: from input %2 to %3</source>
        <translation>die Größe in Dimension %1 muss positiv sein: von Eingabe %2 zu %3</translation>
    </message>
    <message>
        <source>the sizes of tensor a %1 and tensor b %2 do not match at dimension %3 (%4 against %5)</source>
        <translation>die Größen von Tensor a %1 und Tensor b %2 passen in Dimension %3 nicht zusammen (%4 gegen %5)</translation>
    </message>
    <message>
        <source>there is no mode &quot;%1&quot;; use nearest, linear, bilinear, bicubic, trilinear or area</source>
        <translation>einen Modus &quot;%1&quot; gibt es nicht; nearest, linear, bilinear, bicubic, trilinear oder area nehmen</translation>
    </message>
    <message>
        <source>there is no module &apos;%1&apos;</source>
        <translation>es gibt kein Modul „%1“</translation>
    </message>
    <message>
        <source>there is no parameter &apos;%1&apos;</source>
        <translation>es gibt keinen Parameter „%1“</translation>
    </message>
    <message>
        <source>vectors of different length: %1 and %2</source>
        <translation>Vektoren verschiedener Länge: %1 und %2</translation>
    </message>
    <message>
        <source>was expecting embedding dimension of %1, but got %2</source>
        <translation>erwartet wird die Embedding-Dimension %1, nicht %2</translation>
    </message>
    <message>
        <source>weight %1 must have one entry for each of the %2 classes</source>
        <translation>weight %1 muss für jede der %2 Klassen einen Eintrag haben</translation>
    </message>
    <message>
        <source>weight %1 with groups %2 expects %3 channels, but input %4 has %5</source>
        <translation>das Gewicht %1 mit groups %2 erwartet %3 Kanäle, die Eingabe %4 hat aber %5</translation>
    </message>
    <message>
        <source>weight must be out_channels×in_channels/groups×%1, but is %2</source>
        <translation>das Gewicht muss out_channels×in_channels/groups×%1 sein, ist aber %2</translation>
    </message>
    <message>
        <source>weight must be out_features×in_features, but is %1</source>
        <translation>das Gewicht muss out_features×in_features sein, ist aber %1</translation>
    </message>
    <message>
        <source>windows of kernel_size %1 for an output of %2 do not fit into input %3</source>
        <translation>Fenster von kernel_size %1 für eine Ausgabe von %2 passen nicht in die Eingabe %3</translation>
    </message>
    <message>
        <source>zero-dimensional tensors cannot be concatenated</source>
        <translation>Tensoren ohne Dimensionen lassen sich nicht zusammenfügen</translation>
    </message>
    <message>
        <source>(without a title)</source>
        <translation>(ohne Titel)</translation>
    </message>
    <message>
        <source>Move a bend</source>
        <translation>Einen Knick verschieben</translation>
    </message>
    <message>
        <source>Move bends</source>
        <translation>Knicke verschieben</translation>
    </message>
    <message>
        <source>Straighten %1</source>
        <translation>%1 begradigen</translation>
    </message>
    <message>
        <source>Straighten %1 wires</source>
        <translation>%1 Verbindungen begradigen</translation>
    </message>
    <message>
        <source>Straighten the wire.</source>
        <translation>Die Verbindung begradigen.</translation>
    </message>
    <message>
        <source>a missing group</source>
        <translation>eine fehlende Gruppe</translation>
    </message>
    <message>
        <source>a wire has at most %1 bends</source>
        <translation>eine Verbindung hat höchstens %1 Knicke</translation>
    </message>
    <message>
        <source>belongs to a wire that does not exist; it is left out</source>
        <translation>gehört zu einer Verbindung, die es nicht gibt; es wird weggelassen</translation>
    </message>
    <message>
        <source>but the layout:</source>
        <translation>außer der Anordnung:</translation>
    </message>
    <message>
        <source>gives a wire bends for the second time; they are left out</source>
        <translation>gibt einer Verbindung zum zweiten Mal Knicke; sie werden weggelassen</translation>
    </message>
    <message>
        <source>group around</source>
        <translation>umgebende Gruppe</translation>
    </message>
    <message>
        <source>has %1 points that cannot be shown, or more than %2; they are left out</source>
        <translation>hat %1 Punkte, die nicht gezeigt werden können, oder mehr als %2; sie werden weggelassen</translation>
    </message>
    <message>
        <source>is no list; the wires run straight</source>
        <translation>ist keine Liste; die Verbindungen haben keine Knicke</translation>
    </message>
    <message>
        <source>led another way</source>
        <translation>anders geführt</translation>
    </message>
    <message>
        <source>names no wire with its points; it is left out</source>
        <translation>nennt keine Verbindung mit ihren Punkten; es wird weggelassen</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>kein Unterschied</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>other fields</source>
        <translation>andere Felder</translation>
    </message>
    <message>
        <source>run setting</source>
        <translation>Laufeinstellung</translation>
    </message>
    <message>
        <source>the wire from %1 to %2</source>
        <translation>die Verbindung von %1 nach %2</translation>
    </message>
    <message>
        <source>the wire has other bends than the patch expects</source>
        <translation>die Verbindung hat andere Knicke, als die Änderung erwartet</translation>
    </message>
    <message>
        <source>Say which one, like %1.</source>
        <translation>Sagen, welches gemeint ist, etwa %1.</translation>
    </message>
    <message>
        <source>Share with %1</source>
        <translation>Mit %1 teilen</translation>
    </message>
    <message>
        <source>it shares the weights of &apos;%1&apos;, which stands in %2 places</source>
        <translation>es teilt die Gewichte von „%1“, das an %2 Stellen steht</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; cannot be opened: %2</source>
        <translation>die Datei „%1“ lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; cannot be read: %2</source>
        <translation>die Datei „%1“ lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be created: %2</source>
        <translation>„%1“ lässt sich nicht anlegen: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be written: %2</source>
        <translation>„%1“ lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht vorhanden</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>this is not valid JSON: %1</source>
        <translation>das ist kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>arrays and objects are nested more than %1 deep</source>
        <translation>Listen und Objekte sind tiefer als %1 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>the key &apos;%1&apos; appears twice in one object</source>
        <translation>der Schlüssel „%1“ steht zweimal in einem Objekt</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>Name a file inside it.</source>
        <translation>Eine Datei darin angeben.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folders.</source>
        <translation>Die Rechte der Datei und ihrer Ordner prüfen.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or choose another one.</source>
        <translation>Die Rechte des Ordners prüfen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>Check the disk and try again.</source>
        <translation>Den Datenträger prüfen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check that the folder exists.</source>
        <translation>Prüfen, ob es den Ordner gibt.</translation>
    </message>
    <message>
        <source>That disk is read-only: choose another folder.</source>
        <translation>Dieser Datenträger ist schreibgeschützt: einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The disk reports a fault: save to another disk.</source>
        <translation>Der Datenträger meldet einen Fehler: auf einem anderen speichern.</translation>
    </message>
    <message>
        <source>Free some space on that disk and save again.</source>
        <translation>Platz auf dem Datenträger schaffen und noch einmal speichern.</translation>
    </message>
    <message>
        <source>Choose another place and save again.</source>
        <translation>Einen anderen Ort wählen und noch einmal speichern.</translation>
    </message>
    <message>
        <source>Correct the text there, or restore the file from a copy.</source>
        <translation>Den Text dort berichtigen oder die Datei aus einer Kopie wiederherstellen.</translation>
    </message>
    <message>
        <source>Restore it from a copy.</source>
        <translation>Sie aus einer Kopie wiederherstellen.</translation>
    </message>
    <message>
        <source>Remove or rename one of the two.</source>
        <translation>Einen der beiden entfernen oder umbenennen.</translation>
    </message>
    <message>
        <source>Such a file is damaged or was not written by this program.</source>
        <translation>Eine solche Datei ist beschädigt oder stammt nicht von diesem Programm.</translation>
    </message>
    <message>
        <source>start must be an integer without dimensions, not %1</source>
        <translation>start muss eine ganze Zahl ohne Dimensionen sein, nicht %1</translation>
    </message>
    <message>
        <source>beta and alpha must be integers for matrices of %1, but one is %2</source>
        <translation>beta und alpha müssen für Matrizen von %1 ganze Zahlen sein, aber eines ist %2</translation>
    </message>
    <message>
        <source>input %1 does not expand to the product %2 of mat1 %3 and mat2 %4</source>
        <translation>input %1 lässt sich nicht auf das Produkt %2 von mat1 %3 und mat2 %4 erweitern</translation>
    </message>
    <message>
        <source>matrices cannot be multiplied: mat1 %1 and mat2 %2</source>
        <translation>Die Matrizen lassen sich nicht multiplizieren: mat1 %1 und mat2 %2</translation>
    </message>
    <message>
        <source>split_size must be positive, but is %1 for dimension %2 of input %3</source>
        <translation>split_size muss positiv sein, ist aber %1 für Dimension %2 von input %3</translation>
    </message>
    <message>
        <source>there would be too many chunks: %1</source>
        <translation>es würden zu viele Stücke: %1</translation>
    </message>
    <message>
        <source>expects one dtype, but input %1 is %2, mat1 %3 is %4 and mat2 %5 is %6</source>
        <translation>erwartet einen Datentyp, aber input %1 ist %2, mat1 %3 ist %4 und mat2 %5 ist %6</translation>
    </message>
</context>
<context>
    <name>tl::ui</name>
    <message>
        <source>%1 % NaN or infinite</source>
        <translation>%1 % NaN oder unendlich</translation>
    </message>
    <message>
        <source>, %1 % zero</source>
        <translation>, %1 % null</translation>
    </message>
    <message>
        <source>%1 before any training</source>
        <translation>%1 vor jedem Training</translation>
    </message>
    <message>
        <source>%1  mean %2, deviation %3, %4</source>
        <translation>%1  Mittel %2, Abweichung %3, %4</translation>
    </message>
    <message>
        <source>Out of memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>Close other programs or make the network smaller.</source>
        <translation>Andere Programme schließen oder das Netz verkleinern.</translation>
    </message>
    <message>
        <source>An unknown error occurred.</source>
        <translation>Ein unbekannter Fehler ist aufgetreten.</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>steht still</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>No run is going on. Press Train (F5) first.</source>
        <translation>Es läuft kein Training. Zuerst „Trainieren“ drücken (F5).</translation>
    </message>
    <message>
        <source>There is nothing to train yet: add nodes or open an example. Shows what is missing.</source>
        <translation>Noch nichts zu trainieren: Knoten hinzufügen oder ein Beispiel öffnen. Zeigt, was fehlt.</translation>
    </message>
    <message>
        <source>Train the network from the start (F5)</source>
        <translation>Das Netz von Anfang an trainieren (F5)</translation>
    </message>
    <message>
        <source>The graph has problems: see the Problems panel (F8).</source>
        <translation>Der Graph hat Probleme: siehe Bereich „Probleme“ (F8).</translation>
    </message>
    <message>
        <source>Start and stop after one step (F10)</source>
        <translation>Starten und nach einem Schritt anhalten (F10)</translation>
    </message>
    <message>
        <source>The run is being prepared: data and network are set up.</source>
        <translation>Der Lauf wird vorbereitet: Daten und Netz werden aufgebaut.</translation>
    </message>
    <message>
        <source>Not yet: the run is being prepared.</source>
        <translation>Noch nicht: Der Lauf wird vorbereitet.</translation>
    </message>
    <message>
        <source>Stop the run (Shift+F5)</source>
        <translation>Den Lauf stoppen (Umschalt+F5)</translation>
    </message>
    <message>
        <source>Training goes on already. Stop it (Shift+F5) to start anew.</source>
        <translation>Das Training läuft schon. Zum Neubeginn erst stoppen (Umschalt+F5).</translation>
    </message>
    <message>
        <source>Pause between two steps (Space)</source>
        <translation>Zwischen zwei Schritten pausieren (Leertaste)</translation>
    </message>
    <message>
        <source>Pause first (Space), then go step by step.</source>
        <translation>Erst pausieren (Leertaste), dann Schritt für Schritt weiter.</translation>
    </message>
    <message>
        <source>Finish the step, write a snapshot and free the memory (Shift+F5)</source>
        <translation>Den Schritt beenden, einen Zwischenstand schreiben und den Speicher freigeben (Umschalt+F5)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on from step %1 (F5 or Space)</source>
        <translation>Ab Schritt %1 weiter (F5 oder Leertaste)</translation>
    </message>
    <message>
        <source>The run is paused: Resume (F5 or Space) goes on.</source>
        <translation>Der Lauf ist pausiert: „Fortsetzen“ (F5 oder Leertaste) führt ihn weiter.</translation>
    </message>
    <message>
        <source>One optimizer step, then pause again (F10)</source>
        <translation>Ein Schritt des Optimierers, dann wieder Pause (F10)</translation>
    </message>
    <message>
        <source>Write a snapshot and free the memory (Shift+F5)</source>
        <translation>Einen Zwischenstand schreiben und den Speicher freigeben (Umschalt+F5)</translation>
    </message>
    <message>
        <source>The run is stopping: the snapshot is being written.</source>
        <translation>Der Lauf hält an: Der Zwischenstand wird geschrieben.</translation>
    </message>
    <message>
        <source>The run is stopping.</source>
        <translation>Der Lauf hält an.</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Sofort stoppen</translation>
    </message>
    <message>
        <source>Abandon the running step and keep the last snapshot</source>
        <translation>Den laufenden Schritt abbrechen und den letzten Zwischenstand behalten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) block the run; Train shows them.</source>
        <translation>
            <numerusform>%n Problem verhindert den Lauf; „Trainieren“ zeigt es.</numerusform>
            <numerusform>%n Probleme verhindern den Lauf; „Trainieren“ zeigt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is about to be trained, and one network is trained at a time.</source>
        <translation>„%1“ wird gleich trainiert, und es wird immer nur ein Netz trainiert.</translation>
    </message>
    <message>
        <source>“%1” is being trained. Stop it (Shift+F5) to train this one.</source>
        <translation>„%1“ wird trainiert. Erst stoppen (Umschalt+F5), dann dieses Netz trainieren.</translation>
    </message>
    <message>
        <source>Go on training “%1”, which is paused (F5 or Space)</source>
        <translation>„%1“ weiter trainieren, das pausiert ist (F5 oder Leertaste)</translation>
    </message>
</context>
<context>
    <name>tl::ui::Blocks</name>
    <message>
        <source>Choose the group that is to be kept in the palette.</source>
        <translation>Die Gruppe auswählen, die in die Palette soll.</translation>
    </message>
    <message>
        <source>“%1” is in the palette now, under My blocks.</source>
        <translation>„%1“ liegt jetzt in der Palette unter „Eigene Blöcke“.</translation>
    </message>
    <message>
        <source>The block could not be removed from the palette: its file cannot be deleted.</source>
        <translation>Der Block ließ sich nicht aus der Palette entfernen: Seine Datei kann nicht gelöscht werden.</translation>
    </message>
</context>
<context>
    <name>tl::ui::Breadcrumb</name>
    <message>
        <source>Where in the groups you are</source>
        <translation>Wo in den Gruppen der Graph gezeigt wird</translation>
    </message>
    <message>
        <source> ×%1</source>
        <translation> ×%1</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
</context>
<context>
    <name>tl::ui::CompareWindow</name>
    <message numerus="yes">
        <source>%n node(s) added</source>
        <translation>
            <numerusform>%n Knoten hinzugefügt</numerusform>
            <numerusform>%n Knoten hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) removed</source>
        <translation>
            <numerusform>%n Knoten entfernt</numerusform>
            <numerusform>%n Knoten entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) changed</source>
        <translation>
            <numerusform>%n Knoten geändert</numerusform>
            <numerusform>%n Knoten geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) added</source>
        <translation>
            <numerusform>%n Verbindung hinzugefügt</numerusform>
            <numerusform>%n Verbindungen hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) removed</source>
        <translation>
            <numerusform>%n Verbindung entfernt</numerusform>
            <numerusform>%n Verbindungen entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) different</source>
        <translation>
            <numerusform>%n Gruppe verschieden</numerusform>
            <numerusform>%n Gruppen verschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) different</source>
        <translation>
            <numerusform>%n Rahmen verschieden</numerusform>
            <numerusform>%n Rahmen verschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run setting(s) changed</source>
        <translation>
            <numerusform>%n Laufeinstellung geändert</numerusform>
            <numerusform>%n Laufeinstellungen geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other field(s) changed</source>
        <translation>
            <numerusform>%n anderes Feld geändert</numerusform>
            <numerusform>%n andere Felder geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>kein Unterschied</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) moved</source>
        <translation>
            <numerusform>%n Knoten verschoben</numerusform>
            <numerusform>%n Knoten verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) led another way</source>
        <translation>
            <numerusform>%n Verbindung anders geführt</numerusform>
            <numerusform>%n Verbindungen anders geführt</numerusform>
        </translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Compare %1 with %2</source>
        <translation>%1 mit %2 vergleichen</translation>
    </message>
    <message>
        <source>Reading both versions…</source>
        <translation>Beide Fassungen werden gelesen…</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>Nachher: %1</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>Vorher: %1</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>Neuere Fassung</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>Ältere Fassung</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Wires</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>without a title</source>
        <translation>ohne Titel</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Run settings</source>
        <translation>Laufeinstellungen</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
</context>
<context>
    <name>tl::ui::CurveChart</name>
    <message>
        <source>Chart of %1</source>
        <translation>Diagramm von %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>tl::ui::CurvesPanel</name>
    <message>
        <source>Exponential moving average over the raw points; the raw line stays visible behind</source>
        <translation>Exponentiell gleitender Mittelwert über die Rohwerte; die Rohlinie bleibt dahinter sichtbar</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>log y</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>Logarithmische y-Achse</translation>
    </message>
    <message>
        <source>x axis</source>
        <translation>x-Achse</translation>
    </message>
    <message>
        <source>x: step</source>
        <translation>x: Schritt</translation>
    </message>
    <message>
        <source>x: epoch</source>
        <translation>x: Epoche</translation>
    </message>
    <message>
        <source>x: time</source>
        <translation>x: Zeit</translation>
    </message>
    <message>
        <source>Earlier runs shown</source>
        <translation>Gezeigte frühere Läufe</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>dieser Lauf</translation>
    </message>
    <message>
        <source>runs: 2</source>
        <translation>Läufe: 2</translation>
    </message>
    <message>
        <source>runs: 3</source>
        <translation>Läufe: 3</translation>
    </message>
    <message>
        <source>runs: 5</source>
        <translation>Läufe: 5</translation>
    </message>
    <message>
        <source>Export the curves</source>
        <translation>Die Kurven exportieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation>Punkte als CSV speichern…</translation>
    </message>
    <message>
        <source>Save points</source>
        <translation>Punkte speichern</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Picture copied</source>
        <translation>Bild kopiert</translation>
    </message>
    <message>
        <source>Press Train (F5): loss and metrics of training and validation are drawn here while the network learns.</source>
        <translation>„Trainieren“ drücken (F5): Verlust und Metriken von Training und Validierung werden hier gezeichnet, während das Netz lernt.</translation>
    </message>
    <message>
        <source>smoothing (EMA) %1</source>
        <translation>Glättung (EMA) %1</translation>
    </message>
    <message>
        <source>no smoothing</source>
        <translation>keine Glättung</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Picture saved to %1</source>
        <translation>Bild in %1 gespeichert</translation>
    </message>
    <message>
        <source>The picture was not saved</source>
        <translation>Das Bild wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Points saved to %1</source>
        <translation>Punkte in %1 gespeichert</translation>
    </message>
    <message>
        <source>The points were not saved</source>
        <translation>Die Punkte wurden nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>tl::ui::DiskBar</name>
    <message>
        <source>Read it again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>What stands on the disk takes the place of what is seen here</source>
        <translation>Was auf der Festplatte steht, tritt an die Stelle dessen, was hier zu sehen ist</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Shows the file and what is seen here side by side</source>
        <translation>Zeigt die Datei und den hiesigen Stand nebeneinander</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meinen Stand behalten</translation>
    </message>
    <message>
        <source>Saving writes what is seen here over the file</source>
        <translation>Speichern überschreibt die Datei mit dem hiesigen Stand</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>Wieder speichern</translation>
    </message>
    <message>
        <source>Writes the file where it was</source>
        <translation>Schreibt die Datei an ihren alten Ort</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Writes it to another place</source>
        <translation>Schreibt sie an einen anderen Ort</translation>
    </message>
    <message>
        <source>“%1” is not there any more: it was deleted, renamed or moved. Until it is saved, the network is only here.</source>
        <translation>„%1“ ist nicht mehr da: gelöscht, umbenannt oder verschoben. Bis zum Speichern gibt es das Netz nur hier.</translation>
    </message>
    <message>
        <source>Another program has changed “%1”, and it cannot be read now: %2</source>
        <translation>Ein anderes Programm hat „%1“ geändert, und die Datei ist jetzt nicht lesbar: %2</translation>
    </message>
    <message>
        <source>Another program has changed “%1”. Reading it again gives up the edits here that are not saved.</source>
        <translation>Ein anderes Programm hat „%1“ geändert. Beim Neueinlesen gehen die hiesigen ungespeicherten Änderungen verloren.</translation>
    </message>
    <message>
        <source>Another program has changed “%1”.</source>
        <translation>Ein anderes Programm hat „%1“ geändert.</translation>
    </message>
</context>
<context>
    <name>tl::ui::DocumentTabs</name>
    <message>
        <source>Open documents</source>
        <translation>Geöffnete Dokumente</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>Neues Dokument</translation>
    </message>
    <message>
        <source>New document (Ctrl+T)</source>
        <translation>Neues Dokument (Strg+T)</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>An example: saving asks for a place of its own.</source>
        <translation>Ein Beispiel: Beim Speichern wird nach einem eigenen Ort gefragt.</translation>
    </message>
    <message>
        <source>It has changes that are not saved.</source>
        <translation>Es hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Its network: %1.</source>
        <translation>Sein Netz: %1.</translation>
    </message>
    <message>
        <source>%1, unsaved</source>
        <translation>%1, nicht gespeichert</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>Schließen (Strg+W)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>Andere schließen</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Its file is not there any more.</source>
        <translation>Seine Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Another program has changed its file.</source>
        <translation>Ein anderes Programm hat seine Datei geändert.</translation>
    </message>
</context>
<context>
    <name>tl::ui::FeatureMapsView</name>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>map %1 of %2, click to enlarge</source>
        <translation>Karte %1 von %2, Klick vergrößert</translation>
    </message>
</context>
<context>
    <name>tl::ui::FieldEditor</name>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>Found from the input unless it is set.</source>
        <translation>Ergibt sich aus der Eingabe, wenn nichts gesetzt ist.</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Write numbers, like 0.5, 2, 1</source>
        <translation>Zahlen schreiben, etwa 0.5, 2, 1</translation>
    </message>
    <message>
        <source>Write %1 whole numbers, like 3 × 3</source>
        <translation>%1 ganze Zahlen schreiben, etwa 3 × 3</translation>
    </message>
    <message>
        <source>Write whole numbers, like 3 × 3</source>
        <translation>Ganze Zahlen schreiben, etwa 3 × 3</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>Eine Datei für %1 wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Einen Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>%1 (auto)</source>
        <translation>%1 (auto)</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Choose nodes for %1</source>
        <translation>Knoten für %1 wählen</translation>
    </message>
    <message>
        <source>Nothing here fits</source>
        <translation>Hier passt nichts</translation>
    </message>
</context>
<context>
    <name>tl::ui::Gallery</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>Mit einer Vorlage beginnen</translation>
    </message>
    <message>
        <source>Each of them trains right away; saving asks for a place of its own.</source>
        <translation>Jede lässt sich sofort trainieren; beim Speichern wird nach einem eigenen Ort gefragt.</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
</context>
<context>
    <name>tl::ui::GraphScene</name>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>%1 frozen</source>
        <translation>%1 eingefroren</translation>
    </message>
    <message>
        <source>weights of</source>
        <translation>Gewichte von</translation>
    </message>
    <message>
        <source>%1 untrained</source>
        <translation>%1 untrainiert</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>tl::ui::GraphView</name>
    <message>
        <source>bypassed</source>
        <translation>überbrückt</translation>
    </message>
    <message>
        <source>nothing wired to it</source>
        <translation>nichts angeschlossen</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>wired to nothing</source>
        <translation>führt nirgendwohin</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>wire %1 → %2</source>
        <translation>Verbindung %1 → %2</translation>
    </message>
    <message>
        <source>shape not known yet</source>
        <translation>Form noch unbekannt</translation>
    </message>
    <message>
        <source>%1; does not fit</source>
        <translation>%1; passt nicht</translation>
    </message>
    <message>
        <source>%1 nodes, %2 wires. Arrows go along the wires, Tab adds a node.</source>
        <translation>%1 Knoten, %2 Verbindungen. Pfeiltasten folgen den Verbindungen, Tab fügt einen Knoten hinzu.</translation>
    </message>
    <message>
        <source>Graph canvas</source>
        <translation>Graph-Arbeitsfläche</translation>
    </message>
    <message>
        <source>An empty canvas</source>
        <translation>Eine leere Arbeitsfläche</translation>
    </message>
    <message>
        <source>Drag a node from the palette, or press Tab to search for one.
A network needs data, layers, a loss and an optimizer.

File ▸ Examples opens one that trains right away.</source>
        <translation>Einen Knoten aus der Palette ziehen oder mit Tab danach suchen.
Ein Netz braucht Daten, Schichten, einen Verlust und einen Optimierer.

Datei ▸ Beispiele öffnet eines, das sich sofort trainieren lässt.</translation>
    </message>
    <message>
        <source>Put a node into this wire</source>
        <translation>Einen Knoten in diese Verbindung setzen</translation>
    </message>
    <message>
        <source>%1.%2  %3</source>
        <translation>%1.%2  %3</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation>Mit %1 verbinden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>Let go in space to remove the wire</source>
        <translation>Im Freien loslassen entfernt die Verbindung</translation>
    </message>
    <message>
        <source>Let go in space to search for a fitting node</source>
        <translation>Im Freien loslassen sucht einen passenden Knoten</translation>
    </message>
    <message>
        <source>Added without a wire: %1</source>
        <translation>Ohne Verbindung hinzugefügt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) copied</source>
        <translation>
            <numerusform>%n Knoten kopiert</numerusform>
            <numerusform>%n Knoten kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard holds no nodes.</source>
        <translation>Die Zwischenablage enthält keine Knoten.</translation>
    </message>
    <message>
        <source>The clipboard holds no nodes: %1</source>
        <translation>Die Zwischenablage enthält keine Knoten: %1</translation>
    </message>
    <message>
        <source>Reading the clipboard…</source>
        <translation>Die Zwischenablage wird gelesen…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Duplicate with the wires into it</source>
        <translation>Samt eingehender Verbindungen duplizieren</translation>
    </message>
    <message>
        <source>Duplicate, sharing the weights</source>
        <translation>Duplizieren, Gewichte teilen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Delete and rejoin</source>
        <translation>Löschen und Lücke schließen</translation>
    </message>
    <message>
        <source>Delete with its wires</source>
        <translation>Samt Verbindungen löschen</translation>
    </message>
    <message>
        <source>Put a node into it…</source>
        <translation>Einen Knoten hineinsetzen…</translation>
    </message>
    <message>
        <source>Delete the wire</source>
        <translation>Verbindung löschen</translation>
    </message>
    <message>
        <source>Add a node…</source>
        <translation>Knoten hinzufügen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste with the wires into it</source>
        <translation>Samt eingehender Verbindungen einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Let go to put the node into the wire</source>
        <translation>Loslassen setzt den Knoten in die Verbindung</translation>
    </message>
    <message>
        <source>Drop to insert into the wire</source>
        <translation>Ablegen setzt ihn in die Verbindung</translation>
    </message>
    <message>
        <source>Nothing to bypass: data, losses, metrics and nodes whose inputs do not fit their outputs cannot be passed by.</source>
        <translation>Nichts zu überbrücken: Daten, Verluste, Metriken und Knoten, deren Eingänge nicht zu ihren Ausgängen passen, lassen sich nicht umgehen.</translation>
    </message>
    <message>
        <source>Nothing to freeze: none of the chosen nodes has parameters that learn.</source>
        <translation>Nichts einzufrieren: Keiner der gewählten Knoten hat Parameter, die lernen.</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Let %1 learn</source>
        <translation>%1 lernen lassen</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>%1 einfrieren</translation>
    </message>
    <message>
        <source>Choose two nodes or more to line them up.</source>
        <translation>Zum Ausrichten mindestens zwei Knoten auswählen.</translation>
    </message>
    <message>
        <source>Choose three nodes or more to space them evenly.</source>
        <translation>Für gleiche Abstände mindestens drei Knoten auswählen.</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Rename frame</source>
        <translation>Rahmen umbenennen</translation>
    </message>
    <message>
        <source>Choose the node to take out of its wires.</source>
        <translation>Den Knoten auswählen, der aus seinen Verbindungen soll.</translation>
    </message>
    <message>
        <source>Choose the node that is to become another.</source>
        <translation>Den Knoten auswählen, der ein anderer werden soll.</translation>
    </message>
    <message>
        <source>A group has no other type; open it to change what is in it.</source>
        <translation>Eine Gruppe hat keinen anderen Typ; zum Ändern des Inhalts öffnen.</translation>
    </message>
    <message>
        <source>keeps its wires</source>
        <translation>behält seine Verbindungen</translation>
    </message>
    <message numerus="yes">
        <source>loses %n wire(s)</source>
        <translation>
            <numerusform>verliert %n Verbindung</numerusform>
            <numerusform>verliert %n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>The node is gone: there is nothing to change any more.</source>
        <translation>Der Knoten ist fort: Hier gibt es nichts mehr zu ändern.</translation>
    </message>
    <message>
        <source>Change %1 to…</source>
        <translation>%1 ändern in…</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>There is nothing to find yet: the canvas is empty.</source>
        <translation>Noch nichts zu finden: Die Arbeitsfläche ist leer.</translation>
    </message>
    <message>
        <source>Find a node by name, type or parameter…</source>
        <translation>Knoten nach Name, Typ oder Parameter suchen…</translation>
    </message>
    <message>
        <source>Wire…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Add the next node…</source>
        <translation>Nächsten Knoten hinzufügen…</translation>
    </message>
    <message>
        <source>Change its type…</source>
        <translation>Typ ändern…</translation>
    </message>
    <message>
        <source>Take it out of its wires</source>
        <translation>Aus den Verbindungen herausnehmen</translation>
    </message>
    <message>
        <source>Bypass, or put back to work</source>
        <translation>Überbrücken oder wieder einsetzen</translation>
    </message>
    <message>
        <source>Freeze, or let it learn</source>
        <translation>Einfrieren oder lernen lassen</translation>
    </message>
    <message>
        <source>Open the group</source>
        <translation>Gruppe öffnen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppierung auflösen</translation>
    </message>
    <message>
        <source>Make it independent of its other instances</source>
        <translation>Von den anderen Exemplaren unabhängig machen</translation>
    </message>
    <message>
        <source>Show on the group</source>
        <translation>An der Gruppe zeigen</translation>
    </message>
    <message>
        <source>Rename the frame…</source>
        <translation>Rahmen umbenennen…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Delete the frame</source>
        <translation>Rahmen löschen</translation>
    </message>
    <message>
        <source>Choose the nodes that are to become a group.</source>
        <translation>Die Knoten auswählen, die eine Gruppe werden sollen.</translation>
    </message>
    <message>
        <source>Double click or Enter opens the group.</source>
        <translation>Doppelklick oder Eingabetaste öffnet die Gruppe.</translation>
    </message>
    <message>
        <source>They cannot be a group: %1</source>
        <translation>Sie können keine Gruppe werden: %1</translation>
    </message>
    <message>
        <source>Choose the group that is to be dissolved.</source>
        <translation>Die Gruppe auswählen, die aufgelöst werden soll.</translation>
    </message>
    <message>
        <source>The group that %1 was an instance of is not in the project.</source>
        <translation>Die Gruppe, von der %1 ein Exemplar war, ist nicht im Projekt.</translation>
    </message>
    <message>
        <source>Choose the group that is to have nodes of its own.</source>
        <translation>Die Gruppe auswählen, die eigene Knoten bekommen soll.</translation>
    </message>
    <message>
        <source>%1 is the only instance of its group.</source>
        <translation>%1 ist das einzige Exemplar seiner Gruppe.</translation>
    </message>
    <message>
        <source>%1 has nodes of its own now.</source>
        <translation>%1 hat jetzt eigene Knoten.</translation>
    </message>
    <message>
        <source>The block cannot be read: %1</source>
        <translation>Der Block lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>The block is empty.</source>
        <translation>Der Block ist leer.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%1, as %2</source>
        <translation>%1, als %2</translation>
    </message>
    <message>
        <source>%1, together with %2</source>
        <translation>%1, zusammen mit %2</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgänge</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingänge</translation>
    </message>
    <message>
        <source>%1 gives nothing that a next node could take.</source>
        <translation>%1 liefert nichts, was ein nächster Knoten nehmen könnte.</translation>
    </message>
    <message>
        <source>Select the node that the next one is to follow.</source>
        <translation>Den Knoten auswählen, auf den der nächste folgen soll.</translation>
    </message>
    <message>
        <source>wired; Enter cuts</source>
        <translation>verbunden; Eingabetaste trennt</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>anstelle von %1</translation>
    </message>
    <message>
        <source>Select the node that is to be wired.</source>
        <translation>Den Knoten auswählen, der verbunden werden soll.</translation>
    </message>
    <message>
        <source>There is no other node to wire this one to yet.</source>
        <translation>Es gibt noch keinen anderen Knoten zum Verbinden.</translation>
    </message>
    <message>
        <source>Wire %1 to…</source>
        <translation>%1 verbinden mit…</translation>
    </message>
    <message>
        <source>%1: the graph has changed since; open the list again.</source>
        <translation>%1: Der Graph hat sich inzwischen geändert; die Liste erneut öffnen.</translation>
    </message>
    <message>
        <source>Let go to copy it to that document, or wait to choose the place</source>
        <translation>Loslassen kopiert in dieses Dokument; warten, um die Stelle zu wählen</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Back in its own document: letting go leaves everything as it was</source>
        <translation>Zurück im eigenen Dokument: Loslassen lässt alles, wie es war</translation>
    </message>
    <message>
        <source>Let go to copy %1 here; Esc leaves both documents as they were</source>
        <translation>Loslassen kopiert %1 hierher; Esc lässt beide Dokumente, wie sie waren</translation>
    </message>
    <message>
        <source>Copy %1 from %2</source>
        <translation>%1 aus %2 kopieren</translation>
    </message>
    <message>
        <source>%1 copied from %2</source>
        <translation>%1 aus %2 kopiert</translation>
    </message>
    <message>
        <source>%1 cannot be copied here: %2</source>
        <translation>%1 lässt sich nicht hierher kopieren: %2</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Added without a wire: no port of %1 fits.</source>
        <translation>Ohne Verbindung hinzugefügt: Kein Anschluss von %1 passt.</translation>
    </message>
    <message>
        <source>%1 cannot stand here: %2</source>
        <translation>%1 kann hier nicht stehen: %2</translation>
    </message>
    <message>
        <source>bend %1 of %2 in the wire %3 → %4</source>
        <translation>Knick %1 von %2 in der Verbindung %3 → %4</translation>
    </message>
    <message>
        <source>Bend of %1: drag it, or take it away with Delete or Alt + click</source>
        <translation>Knick von %1: ziehen, oder mit Entf oder Alt + Klick entfernen</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>A wire has at most %1 bends: take one away first.</source>
        <translation>Eine Verbindung hat höchstens %1 Knicke: erst einen entfernen.</translation>
    </message>
    <message>
        <source>Nothing to bend: choose a wire, or a node with a wire that leads on from it.</source>
        <translation>Nichts zu knicken: eine Verbindung wählen, oder einen Knoten, von dem eine Verbindung ausgeht.</translation>
    </message>
    <message>
        <source>Bend the wire %1</source>
        <translation>Knick in der Verbindung %1</translation>
    </message>
    <message>
        <source>Bend %1 wires</source>
        <translation>Knicke in %1 Verbindungen</translation>
    </message>
    <message>
        <source>Alt + arrows move the bend, arrows go along the wire, Delete takes it away.</source>
        <translation>Alt + Pfeile verschieben den Knick, Pfeile gehen die Verbindung entlang, Entf entfernt ihn.</translation>
    </message>
    <message>
        <source>Nothing to straighten: no wire of what is chosen has bends.</source>
        <translation>Nichts zu begradigen: Keine Verbindung der Auswahl hat Knicke.</translation>
    </message>
    <message>
        <source>Delete a bend</source>
        <translation>Knick löschen</translation>
    </message>
    <message>
        <source>Delete %1 bends</source>
        <translation>%1 Knicke löschen</translation>
    </message>
    <message>
        <source>Delete the bend</source>
        <translation>Knick löschen</translation>
    </message>
    <message>
        <source>Straighten the wire</source>
        <translation>Verbindung begradigen</translation>
    </message>
    <message>
        <source>Add a bend</source>
        <translation>Knick hinzufügen</translation>
    </message>
    <message>
        <source>This holds in every instance of the group.</source>
        <translation>Dies gilt in jeder Instanz der Gruppe.</translation>
    </message>
    <message>
        <source>The document has changed meanwhile: arrange it again.</source>
        <translation>Das Dokument hat sich inzwischen geändert: nochmals anordnen.</translation>
    </message>
    <message>
        <source>%1 → %2  %3   a double click bends it</source>
        <translation>%1 → %2  %3   ein Doppelklick setzt einen Knick</translation>
    </message>
</context>
<context>
    <name>tl::ui::HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>%1 % zero</source>
        <translation>%1 % null</translation>
    </message>
    <message>
        <source>%1 % NaN or infinite</source>
        <translation>%1 % NaN oder unendlich</translation>
    </message>
    <message>
        <source>mean %1, standard deviation %2, from %3 to %4</source>
        <translation>Mittel %1, Standardabweichung %2, von %3 bis %4</translation>
    </message>
</context>
<context>
    <name>tl::ui::InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>Name des Knotens</translation>
    </message>
    <message>
        <source>The node&apos;s name: it names the tensors of the trained model. Lower-case letters, digits and _.</source>
        <translation>Der Name des Knotens: Nach ihm heißen die Tensoren des trainierten Modells. Kleinbuchstaben, Ziffern und _.</translation>
    </message>
    <message>
        <source>What the group is called</source>
        <translation>Wie die Gruppe heißt</translation>
    </message>
    <message>
        <source>Stands on every instance of the group.</source>
        <translation>Steht an jedem Exemplar der Gruppe.</translation>
    </message>
    <message>
        <source>Show on the group…</source>
        <translation>An der Gruppe zeigen…</translation>
    </message>
    <message>
        <source>Parameters and ports that the instances of the group around have and may set.</source>
        <translation>Parameter und Anschlüsse, die die Exemplare der umgebenden Gruppe haben und setzen dürfen.</translation>
    </message>
    <message>
        <source>What the live data is</source>
        <translation>Was die Live-Daten sind</translation>
    </message>
    <message>
        <source>Live data of the node</source>
        <translation>Live-Daten des Knotens</translation>
    </message>
    <message>
        <source>Live data of the node in numbers and words</source>
        <translation>Live-Daten des Knotens in Zahlen und Worten</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>One of %1 instances of this group: what is changed in it changes in all of them. Double click or Enter opens it.</source>
        <translation>Eines von %1 Exemplaren dieser Gruppe: Was darin geändert wird, ändert sich in allen. Doppelklick oder Eingabetaste öffnet sie.</translation>
    </message>
    <message>
        <source>The group that this was an instance of is not in the project.</source>
        <translation>Die Gruppe, von der dies ein Exemplar war, ist nicht im Projekt.</translation>
    </message>
    <message>
        <source>This program does not know this node type. It is kept as it is.</source>
        <translation>Dieses Programm kennt den Knotentyp nicht. Er bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Set by the group around it, here: %1.</source>
        <translation>Von der umgebenden Gruppe gesetzt, hier: %1.</translation>
    </message>
    <message>
        <source>Run settings</source>
        <translation>Laufeinstellungen</translation>
    </message>
    <message>
        <source>They hold for the whole project. Select a node to see its parameters.</source>
        <translation>Sie gelten für das ganze Projekt. Einen Knoten auswählen, um seine Parameter zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n Knoten ausgewählt</numerusform>
            <numerusform>%n Knoten ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Select one node to see its parameters.</source>
        <translation>Einen Knoten auswählen, um seine Parameter zu sehen.</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch unbekannt</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source> · %1 / sample</source>
        <translation> · %1 / Sample</translation>
    </message>
    <message>
        <source>A batch of %1 keeps %2 for training; predicting takes %3.</source>
        <translation>Ein Batch von %1 hält %2 für das Training; Vorhersagen braucht %3.</translation>
    </message>
    <message>
        <source>Forecast: %1 parameters, %2 a sample.</source>
        <translation>Vorhersage: %1 Parameter, %2 je Sample.</translation>
    </message>
    <message>
        <source>What a run takes cannot be told before it: %1</source>
        <translation>Was ein Lauf braucht, lässt sich vorher nicht sagen: %1</translation>
    </message>
    <message>
        <source>Training with batches of %1 takes %2 (parameters %3, gradients %4, optimizer %5, data %6, activations %7); predicting one takes %8.</source>
        <translation>Training mit Batches von %1 braucht %2 (Parameter %3, Gradienten %4, Optimierer %5, Daten %6, Aktivierungen %7); eine Vorhersage braucht %8.</translation>
    </message>
    <message>
        <source>An epoch of %1 steps computes for about %2.</source>
        <translation>Eine Epoche von %1 Schritten rechnet etwa %2.</translation>
    </message>
    <message>
        <source>Even all training samples at once fit into this machine&apos;s memory.</source>
        <translation>Selbst alle Trainings-Samples zugleich passen in den Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>A batch of up to %1 fits into this machine&apos;s memory.</source>
        <translation>Ein Batch von bis zu %1 passt in den Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>Not even a batch of 1 fits into this machine&apos;s memory.</source>
        <translation>Nicht einmal ein Batch von 1 passt in den Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>Live data — maps of the first sample, before training</source>
        <translation>Live-Daten — Karten des ersten Samples, vor dem Training</translation>
    </message>
    <message>
        <source>Live data — before training</source>
        <translation>Live-Daten — vor dem Training</translation>
    </message>
    <message>
        <source>Weights — step %1</source>
        <translation>Gewichte — Schritt %1</translation>
    </message>
    <message>
        <source>Feature maps — first sample of the batch</source>
        <translation>Merkmalskarten — erstes Sample des Batches</translation>
    </message>
    <message>
        <source>Output — a row for each sample of the batch</source>
        <translation>Ausgabe — eine Zeile je Sample des Batches</translation>
    </message>
    <message>
        <source>Output — step %1</source>
        <translation>Ausgabe — Schritt %1</translation>
    </message>
    <message>
        <source>Looking for the largest batch that fits into this machine&apos;s memory…</source>
        <translation>Der größte Batch, der in den Speicher dieses Rechners passt, wird gesucht…</translation>
    </message>
    <message>
        <source>Weights — step %1 of the ended run</source>
        <translation>Gewichte — Schritt %1 des beendeten Laufs</translation>
    </message>
    <message>
        <source>Output — step %1 of the ended run</source>
        <translation>Ausgabe — Schritt %1 des beendeten Laufs</translation>
    </message>
</context>
<context>
    <name>tl::ui::LivePreview</name>
    <message>
        <source>Live data: no samples yet. Add a data node.</source>
        <translation>Live-Daten: noch keine Samples. Einen Datenknoten hinzufügen.</translation>
    </message>
    <message>
        <source>Live data: batch %1 of the first epoch</source>
        <translation>Live-Daten: Batch %1 der ersten Epoche</translation>
    </message>
    <message>
        <source>%1, %2 of its %3 samples</source>
        <translation>%1, %2 seiner %3 Samples</translation>
    </message>
    <message>
        <source>%1, all its %2 samples</source>
        <translation>%1, alle seine %2 Samples</translation>
    </message>
</context>
<context>
    <name>tl::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
</context>
<context>
    <name>tl::ui::MainWindow</name>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>„%1“ hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>Ohne Speichern gehen sie verloren.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>The network is still being trained.</source>
        <translation>Das Netz wird noch trainiert.</translation>
    </message>
    <message>
        <source>Stop it, keep what it has learnt, and go on another time?</source>
        <translation>Stoppen, das Gelernte behalten und ein andermal fortsetzen?</translation>
    </message>
    <message>
        <source>&amp;Save the run and quit</source>
        <translation>&amp;Lauf speichern und beenden</translation>
    </message>
    <message>
        <source>&amp;Quit without saving it</source>
        <translation>&amp;Ohne Speichern beenden</translation>
    </message>
    <message>
        <source>Unsaved changes were found</source>
        <translation>Ungespeicherte Änderungen gefunden</translation>
    </message>
    <message>
        <source>“%1” had changes that were not saved when Tensorloom last ended.</source>
        <translation>„%1“ hatte Änderungen, die nicht gespeichert waren, als Tensorloom zuletzt endete.</translation>
    </message>
    <message>
        <source>The last of them is from %1. Recovering opens them; your file stays as it is until you save.</source>
        <translation>Die letzte davon ist von %1. Wiederherstellen öffnet sie; die Datei bleibt bis zum Speichern, wie sie ist.</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>S&amp;päter</translation>
    </message>
    <message>
        <source>The project brings programs along</source>
        <translation>Das Projekt bringt Programme mit</translation>
    </message>
    <message>
        <source>“%1” asks for libraries with node types of their own.</source>
        <translation>„%1“ verlangt Bibliotheken mit eigenen Knotentypen.</translation>
    </message>
    <message>
        <source>%1

A library can do whatever a program can. Load it only if you trust where the project came from; without it its nodes are placeholders.</source>
        <translation>%1

Eine Bibliothek kann alles, was ein Programm kann. Nur laden, wenn die Herkunft des Projekts vertrauenswürdig ist; ohne sie sind ihre Knoten Platzhalter.</translation>
    </message>
    <message>
        <source>&amp;Load them</source>
        <translation>&amp;Laden</translation>
    </message>
    <message>
        <source>&amp;Do not load</source>
        <translation>&amp;Nicht laden</translation>
    </message>
    <message>
        <source>“%1” is still being trained.</source>
        <translation>„%1“ wird noch trainiert.</translation>
    </message>
    <message>
        <source>Pre-flight  %1</source>
        <translation>Vorabprüfung  %1</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>Vorabprüfung</translation>
    </message>
    <message>
        <source>Problems  %1</source>
        <translation>Probleme  %1</translation>
    </message>
    <message>
        <source>Opened %1</source>
        <translation>%1 geöffnet</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>History of the edits: choosing one goes back or forward to it</source>
        <translation>Verlauf der Änderungen: Eine auswählen geht zu ihr zurück oder vor</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s)</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>graph valid</source>
        <translation>Graph gültig</translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s)</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>%1/sample</source>
        <translation>%1/Sample</translation>
    </message>
    <message>
        <source>plan %1</source>
        <translation>Plan %1</translation>
    </message>
    <message>
        <source>epoch about %1</source>
        <translation>Epoche etwa %1</translation>
    </message>
    <message>
        <source>in use %1</source>
        <translation>belegt %1</translation>
    </message>
    <message>
        <source>edits apply at the next Train</source>
        <translation>Änderungen gelten ab dem nächsten Training</translation>
    </message>
    <message>
        <source>zoom %1 %</source>
        <translation>Zoom %1 %</translation>
    </message>
    <message>
        <source>working…</source>
        <translation>arbeitet…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>speichert…</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>ungespeichert</translation>
    </message>
    <message>
        <source>%1%2 — Tensorloom</source>
        <translation>%1%2 — Tensorloom</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>New from a &amp;template…</source>
        <translation>Neu aus &amp;Vorlage…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>E&amp;xport trained weights…</source>
        <translation>Trainierte Gewichte e&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>A&amp;usschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Paste with the &amp;wires into it</source>
        <translation>Samt eingehender &amp;Verbindungen einfügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Duplicate, s&amp;haring the weights</source>
        <translation>Duplizieren, &amp;Gewichte teilen</translation>
    </message>
    <message>
        <source>De&amp;lete and rejoin</source>
        <translation>&amp;Löschen und Lücke schließen</translation>
    </message>
    <message>
        <source>&amp;Find a node…</source>
        <translation>Knoten su&amp;chen…</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>Alles &amp;zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;selection</source>
        <translation>Aus&amp;wahl zeigen</translation>
    </message>
    <message>
        <source>&amp;Live data beneath the nodes</source>
        <translation>&amp;Live-Daten unter den Knoten</translation>
    </message>
    <message>
        <source>Live data of the &amp;next batch</source>
        <translation>Live-Daten des &amp;nächsten Batches</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>&amp;Graph</translation>
    </message>
    <message>
        <source>&amp;Add a node…	Tab</source>
        <translation>&amp;Knoten hinzufügen…	Tab</translation>
    </message>
    <message>
        <source>Add the ne&amp;xt node…	Shift+Tab</source>
        <translation>&amp;Nächsten Knoten hinzufügen…	Umschalt+Tab</translation>
    </message>
    <message>
        <source>&amp;Wire the node…</source>
        <translation>Knoten &amp;verbinden…</translation>
    </message>
    <message>
        <source>&amp;Search the palette</source>
        <translation>&amp;Palette durchsuchen</translation>
    </message>
    <message>
        <source>&amp;Rename the node</source>
        <translation>Knoten &amp;umbenennen</translation>
    </message>
    <message>
        <source>Change its t&amp;ype…</source>
        <translation>&amp;Typ ändern…</translation>
    </message>
    <message>
        <source>&amp;Bypass, or put back to work</source>
        <translation>Ü&amp;berbrücken oder wieder einsetzen</translation>
    </message>
    <message>
        <source>&amp;Freeze, or let it learn</source>
        <translation>&amp;Einfrieren oder lernen lassen</translation>
    </message>
    <message>
        <source>Take it &amp;out of its wires</source>
        <translation>Aus den Verbindungen &amp;herausnehmen</translation>
    </message>
    <message>
        <source>Fra&amp;me the selection</source>
        <translation>Auswahl einrah&amp;men</translation>
    </message>
    <message>
        <source>&amp;Group the selection</source>
        <translation>Auswahl &amp;gruppieren</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Gruppierung auf&amp;lösen</translation>
    </message>
    <message>
        <source>Open the group	Enter</source>
        <translation>Gruppe öffnen	Eingabe</translation>
    </message>
    <message>
        <source>Lea&amp;ve the group	Esc</source>
        <translation>Gruppe verl&amp;assen	Esc</translation>
    </message>
    <message>
        <source>&amp;Keep the group in the palette</source>
        <translation>Gruppe &amp;in die Palette legen</translation>
    </message>
    <message>
        <source>Make the group &amp;independent</source>
        <translation>Gruppe eigen&amp;ständig machen</translation>
    </message>
    <message>
        <source>A&amp;lign</source>
        <translation>Aus&amp;richten</translation>
    </message>
    <message>
        <source>&amp;Left sides</source>
        <translation>&amp;Linke Kanten</translation>
    </message>
    <message>
        <source>&amp;Centres, one above the other</source>
        <translation>&amp;Mitten, untereinander</translation>
    </message>
    <message>
        <source>&amp;Right sides</source>
        <translation>&amp;Rechte Kanten</translation>
    </message>
    <message>
        <source>&amp;Tops</source>
        <translation>&amp;Obere Kanten</translation>
    </message>
    <message>
        <source>C&amp;entres, side by side</source>
        <translation>M&amp;itten, nebeneinander</translation>
    </message>
    <message>
        <source>&amp;Bottoms</source>
        <translation>&amp;Untere Kanten</translation>
    </message>
    <message>
        <source>Even gaps si&amp;de by side</source>
        <translation>Gleiche &amp;Abstände nebeneinander</translation>
    </message>
    <message>
        <source>Even gaps &amp;one above the other</source>
        <translation>&amp;Gleiche Abstände untereinander</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>Nä&amp;chstes Problem</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Pre-&amp;flight check</source>
        <translation>&amp;Vorabprüfung</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>&amp;Pause or resume</source>
        <translation>&amp;Pause oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Schritt</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>St&amp;opp</translation>
    </message>
    <message>
        <source>Write a s&amp;napshot</source>
        <translation>&amp;Zwischenstand schreiben</translation>
    </message>
    <message>
        <source>&amp;Go on with the last run</source>
        <translation>&amp;Letzten Lauf fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>Panel &amp;titles (to move and float)</source>
        <translation>&amp;Titel der Bereiche (zum Verschieben und Lösen)</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Next area</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous area</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>&amp;%1 %2</source>
        <translation>&amp;%1 %2</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Every command…</source>
        <translation>&amp;Alle Befehle…</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>&amp;Tasten und Maus</translation>
    </message>
    <message>
        <source>&amp;About Tensorloom</source>
        <translation>&amp;Über Tensorloom</translation>
    </message>
    <message>
        <source>No such example</source>
        <translation>Kein solches Beispiel</translation>
    </message>
    <message>
        <source>There is no example “%1”.</source>
        <translation>Es gibt kein Beispiel „%1“.</translation>
    </message>
    <message>
        <source>No examples are installed: open a project from the File menu, or start with a new one.</source>
        <translation>Es sind keine Beispiele installiert: ein Projekt aus dem Datei-Menü öffnen oder neu beginnen.</translation>
    </message>
    <message>
        <source>Choose one of %1: they are in the File menu too.</source>
        <translation>Eines von %1 wählen: Sie stehen auch im Datei-Menü.</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Tab, double click on the canvas</source>
        <translation>Tab, Doppelklick auf die Arbeitsfläche</translation>
    </message>
    <message>
        <source>search for a node and add it there</source>
        <translation>einen Knoten suchen und dort hinzufügen</translation>
    </message>
    <message>
        <source>Shift + Tab</source>
        <translation>Umschalt + Tab</translation>
    </message>
    <message>
        <source>search for the node that follows the chosen one; it comes wired</source>
        <translation>den Knoten suchen, der auf den gewählten folgt; er kommt verbunden</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>wire the chosen node by name, or cut a wire</source>
        <translation>den gewählten Knoten nach Namen verbinden oder trennen</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Eingabe, Esc</translation>
    </message>
    <message>
        <source>to the parameters of the chosen node, back to the canvas</source>
        <translation>zu den Parametern des gewählten Knotens, zurück zur Arbeitsfläche</translation>
    </message>
    <message>
        <source>F6, Ctrl 1 … 8</source>
        <translation>F6, Strg 1 … 8</translation>
    </message>
    <message>
        <source>next area; canvas, nodes, inspector and the panels below</source>
        <translation>nächster Bereich; Arbeitsfläche, Knoten, Inspektor und die Bereiche darunter</translation>
    </message>
    <message>
        <source>Drag from the palette</source>
        <translation>Aus der Palette ziehen</translation>
    </message>
    <message>
        <source>add a node; onto a wire: insert it</source>
        <translation>einen Knoten hinzufügen; auf eine Verbindung: einsetzen</translation>
    </message>
    <message>
        <source>Drag from a port</source>
        <translation>Von einem Anschluss ziehen</translation>
    </message>
    <message>
        <source>draw a wire; let go in space: search for what fits</source>
        <translation>verbinden; im Freien loslassen: suchen, was passt</translation>
    </message>
    <message>
        <source>Drag a wired input</source>
        <translation>Einen belegten Eingang ziehen</translation>
    </message>
    <message>
        <source>take the wire off or put it elsewhere</source>
        <translation>die Verbindung lösen oder umstecken</translation>
    </message>
    <message>
        <source>The + on a wire</source>
        <translation>Das + auf einer Verbindung</translation>
    </message>
    <message>
        <source>put a new node into it; dragging a node onto a wire puts that one in</source>
        <translation>einen neuen Knoten hineinsetzen; einen Knoten darauf ziehen setzt diesen ein</translation>
    </message>
    <message>
        <source>Alt + drag a node, X</source>
        <translation>Alt + Knoten ziehen, X</translation>
    </message>
    <message>
        <source>take it out of its wires, which are joined behind it</source>
        <translation>aus den Verbindungen nehmen, die sich dahinter schließen</translation>
    </message>
    <message>
        <source>T, M, F</source>
        <translation>T, M, F</translation>
    </message>
    <message>
        <source>another type with the same wires; bypass; freeze</source>
        <translation>anderer Typ mit denselben Verbindungen; überbrücken; einfrieren</translation>
    </message>
    <message>
        <source>L, Shift L</source>
        <translation>L, Umschalt L</translation>
    </message>
    <message>
        <source>live data: what comes out of every node with a real batch; the next batch</source>
        <translation>Live-Daten: was jeder Knoten aus einem echten Batch macht; der nächste Batch</translation>
    </message>
    <message>
        <source>Ctrl F, Ctrl K</source>
        <translation>Strg F, Strg K</translation>
    </message>
    <message>
        <source>find a node; every command by name</source>
        <translation>einen Knoten suchen; jeder Befehl nach Namen</translation>
    </message>
    <message>
        <source>Ctrl G, Ctrl Shift G</source>
        <translation>Strg G, Strg Umschalt G</translation>
    </message>
    <message>
        <source>the chosen nodes become a group; ungroup</source>
        <translation>die gewählten Knoten gruppieren; Gruppierung auflösen</translation>
    </message>
    <message>
        <source>Double click or Enter on a group</source>
        <translation>Doppelklick oder Eingabe auf einer Gruppe</translation>
    </message>
    <message>
        <source>open it; Esc or Backspace with nothing chosen leaves it</source>
        <translation>öffnen; Esc oder Rücktaste ohne Auswahl verlässt sie</translation>
    </message>
    <message>
        <source>Ctrl B</source>
        <translation>Strg B</translation>
    </message>
    <message>
        <source>a frame around the chosen nodes</source>
        <translation>ein Rahmen um die gewählten Knoten</translation>
    </message>
    <message>
        <source>Wheel, Ctrl + / −, Ctrl 0</source>
        <translation>Rad, Strg + / −, Strg 0</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Middle button, Shift + wheel</source>
        <translation>Mittlere Taste, Umschalt + Rad</translation>
    </message>
    <message>
        <source>move the canvas</source>
        <translation>die Arbeitsfläche verschieben</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>go along the wires; with Alt: move the nodes</source>
        <translation>den Verbindungen folgen; mit Alt: die Knoten verschieben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>delete and rejoin; Shift + Delete: with its wires</source>
        <translation>löschen und Lücke schließen; Umschalt + Entf: samt Verbindungen</translation>
    </message>
    <message>
        <source>Ctrl D, Ctrl C, Ctrl V</source>
        <translation>Strg D, Strg C, Strg V</translation>
    </message>
    <message>
        <source>duplicate, copy, paste; Ctrl Shift D and V: with the wires into them</source>
        <translation>duplizieren, kopieren, einfügen; Strg Umschalt D und V: samt eingehender Verbindungen</translation>
    </message>
    <message>
        <source>F5, Space, F10, Shift F5</source>
        <translation>F5, Leertaste, F10, Umschalt F5</translation>
    </message>
    <message>
        <source>train, pause, one step, stop</source>
        <translation>trainieren, pausieren, ein Schritt, stoppen</translation>
    </message>
    <message>
        <source>F8, F9</source>
        <translation>F8, F9</translation>
    </message>
    <message>
        <source>next problem; check before a long run</source>
        <translation>nächstes Problem; prüfen vor einem langen Lauf</translation>
    </message>
    <message>
        <source>In a chart</source>
        <translation>In einem Diagramm</translation>
    </message>
    <message>
        <source>wheel zooms, drag selects a box, Shift + drag pans, double click shows all</source>
        <translation>Rad zoomt, Ziehen wählt einen Ausschnitt, Umschalt + Ziehen verschiebt, Doppelklick zeigt alles</translation>
    </message>
    <message>
        <source>About Tensorloom</source>
        <translation>Über Tensorloom</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tensorloom %1&lt;/b&gt;&lt;br&gt;Design, train and export neural networks by wiring nodes.</source>
        <translation>&lt;b&gt;Tensorloom %1&lt;/b&gt;&lt;br&gt;Neuronale Netze durch Verbinden von Knoten entwerfen, trainieren und exportieren.</translation>
    </message>
    <message>
        <source>Engine and nodes: Apache-2.0. Window and programs: GPL-3.0-or-later. Made with Qt %1 and oneDNN.</source>
        <translation>Engine und Knoten: Apache-2.0. Fenster und Programme: GPL-3.0-or-later. Gebaut mit Qt %1 und oneDNN.</translation>
    </message>
    <message>
        <source>Mend: %1</source>
        <translation>Beheben: %1</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Type a command…</source>
        <translation>Einen Befehl eingeben…</translation>
    </message>
    <message>
        <source>No templates</source>
        <translation>Keine Vorlagen</translation>
    </message>
    <message>
        <source>No templates are installed.</source>
        <translation>Es sind keine Vorlagen installiert.</translation>
    </message>
    <message>
        <source>Begin with a new project, or open one.</source>
        <translation>Mit einem neuen Projekt beginnen oder eines öffnen.</translation>
    </message>
    <message>
        <source>Name of the frame</source>
        <translation>Name des Rahmens</translation>
    </message>
    <message>
        <source>What the nodes in this frame do:</source>
        <translation>Was die Knoten in diesem Rahmen tun:</translation>
    </message>
    <message>
        <source>Saving the run…</source>
        <translation>Der Lauf wird gespeichert…</translation>
    </message>
    <message>
        <source>Recovered the unsaved changes of %1</source>
        <translation>Ungespeicherte Änderungen von %1 wiederhergestellt</translation>
    </message>
    <message>
        <source>Loading the libraries of %1: %2</source>
        <translation>Bibliotheken von %1 werden geladen: %2</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Tensorloom projects (*.json);;All files (*)</source>
        <translation>Tensorloom-Projekte (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>Tensorloom projects (*.json)</source>
        <translation>Tensorloom-Projekte (*.json)</translation>
    </message>
    <message>
        <source>Nothing to export yet</source>
        <translation>Noch nichts zu exportieren</translation>
    </message>
    <message>
        <source>This project has not been trained yet.</source>
        <translation>Dieses Projekt wurde noch nicht trainiert.</translation>
    </message>
    <message>
        <source>Train it first (F5): each run keeps checkpoints, and the newest can be exported.</source>
        <translation>Zuerst trainieren (F5): Jeder Lauf bewahrt Checkpoints auf, der neueste lässt sich exportieren.</translation>
    </message>
    <message>
        <source>Export trained weights</source>
        <translation>Trainierte Gewichte exportieren</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors)</source>
        <translation>safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Wird exportiert…</translation>
    </message>
    <message>
        <source>Exported %1 to %2</source>
        <translation>%1 nach %2 exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n Tensor</numerusform>
            <numerusform>%n Tensoren</numerusform>
        </translation>
    </message>
    <message>
        <source>Export failed</source>
        <translation>Export gescheitert</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Wie der &amp;Desktop</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language changes when Tensorloom starts the next time.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Tensorloom.</translation>
    </message>
    <message>
        <source>&amp;Restart now</source>
        <translation>&amp;Jetzt neu starten</translation>
    </message>
    <message>
        <source>Looking at one batch…</source>
        <translation>Ein Batch wird angesehen…</translation>
    </message>
    <message>
        <source>Live data is off</source>
        <translation>Live-Daten sind aus</translation>
    </message>
    <message>
        <source>There is nothing to train yet: add nodes, or open an example from the File menu.</source>
        <translation>Noch nichts zu trainieren: Knoten hinzufügen oder ein Beispiel aus dem Datei-Menü öffnen.</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) block the run.</source>
        <translation>
            <numerusform>%n Problem verhindert den Lauf.</numerusform>
            <numerusform>%n Probleme verhindern den Lauf.</numerusform>
        </translation>
    </message>
    <message>
        <source>Training %1, run folder %2</source>
        <translation>Training von %1, Ordner des Laufs %2</translation>
    </message>
    <message>
        <source>A run is going on: check before it or after it.</source>
        <translation>Ein Lauf ist im Gange: vorher oder nachher prüfen.</translation>
    </message>
    <message>
        <source>There is nothing to check yet: the canvas is empty.</source>
        <translation>Noch nichts zu prüfen: Die Arbeitsfläche ist leer.</translation>
    </message>
    <message>
        <source>The graph has errors that come first: see Problems.</source>
        <translation>Der Graph hat Fehler, die zuerst kommen: siehe „Probleme“.</translation>
    </message>
    <message>
        <source>The run %1 at step %2%3</source>
        <translation>Der Lauf: %1 bei Schritt %2%3</translation>
    </message>
    <message>
        <source>Dupl&amp;icate with the wires into it</source>
        <translation>Sa&amp;mt eingehender Verbindungen duplizieren</translation>
    </message>
    <message>
        <source>D&amp;elete with its wires</source>
        <translation>&amp;Samt Verbindungen löschen</translation>
    </message>
    <message>
        <source>Overview &amp;map</source>
        <translation>Ü&amp;bersichtskarte</translation>
    </message>
    <message>
        <source>Arrang&amp;e</source>
        <translation>An&amp;ordnen</translation>
    </message>
    <message>
        <source>Stop it, keep what it has learnt, and then close the document?</source>
        <translation>Stoppen, das Gelernte behalten und dann das Dokument schließen?</translation>
    </message>
    <message>
        <source>&amp;Stop and save the run, then close</source>
        <translation>Lauf &amp;stoppen und speichern, dann schließen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>C&amp;lose the others</source>
        <translation>Andere sch&amp;ließen</translation>
    </message>
    <message>
        <source>&amp;Next document</source>
        <translation>Nächstes &amp;Dokument</translation>
    </message>
    <message>
        <source>&amp;Previous document</source>
        <translation>&amp;Voriges Dokument</translation>
    </message>
    <message>
        <source>Open the documents &amp;again at the next start</source>
        <translation>Dokumente beim nächsten Start &amp;wieder öffnen</translation>
    </message>
    <message>
        <source>Ctrl T, Ctrl W, Ctrl Tab</source>
        <translation>Strg T, Strg W, Strg Tab</translation>
    </message>
    <message>
        <source>a new document; close it; the next one</source>
        <translation>ein neues Dokument; es schließen; das nächste</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>document, unsaved</source>
        <translation>Dokument, nicht gespeichert</translation>
    </message>
    <message>
        <source>document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>My blocks</source>
        <translation>Eigene Blöcke</translation>
    </message>
    <message>
        <source>%1 was open the last time, and is not there any more.</source>
        <translation>%1 war beim letzten Mal geöffnet und ist nicht mehr da.</translation>
    </message>
    <message>
        <source>%1 is open already: this is it.</source>
        <translation>%1 ist schon geöffnet: Das ist es.</translation>
    </message>
    <message>
        <source>The file is open</source>
        <translation>Die Datei ist geöffnet</translation>
    </message>
    <message>
        <source>“%1” is open in another tab.</source>
        <translation>„%1“ ist in einem anderen Tab geöffnet.</translation>
    </message>
    <message>
        <source>Close that tab first, or save under another name.</source>
        <translation>Zuerst jenen Tab schließen oder unter einem anderen Namen speichern.</translation>
    </message>
    <message>
        <source>Compare wit&amp;h…</source>
        <translation>Ver&amp;gleichen mit…</translation>
    </message>
    <message>
        <source>Add a ben&amp;d to the wire</source>
        <translation>Knick hin&amp;zufügen</translation>
    </message>
    <message>
        <source>Straig&amp;hten the wire</source>
        <translation>Verbindung begra&amp;digen</translation>
    </message>
    <message>
        <source>The file as it is saved</source>
        <translation>Die Datei, wie sie gespeichert ist</translation>
    </message>
    <message>
        <source>%1, as saved</source>
        <translation>%1, wie gespeichert</translation>
    </message>
    <message>
        <source>Newest version in git, %1</source>
        <translation>Neueste Fassung in Git, %1</translation>
    </message>
    <message>
        <source>Version %1 in git</source>
        <translation>Fassung %1 in Git</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1 in git at %2</source>
        <translation>%1 in Git bei %2</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei…</translation>
    </message>
    <message>
        <source>Before “%1”</source>
        <translation>Vor „%1“</translation>
    </message>
    <message>
        <source>undo history, %1 back</source>
        <translation>Verlauf, %1 zurück</translation>
    </message>
    <message>
        <source>before “%1”</source>
        <translation>vor „%1“</translation>
    </message>
    <message>
        <source>Compare with which version?</source>
        <translation>Mit welcher Fassung vergleichen?</translation>
    </message>
    <message>
        <source>%1, as it is now</source>
        <translation>%1, jetziger Stand</translation>
    </message>
    <message>
        <source>Compare with an older version</source>
        <translation>Mit einer älteren Fassung vergleichen</translation>
    </message>
    <message>
        <source>Read again, because another program has changed it: %1</source>
        <translation>Neu eingelesen, weil ein anderes Programm sie geändert hat: %1</translation>
    </message>
    <message numerus="yes">
        <source>Opened with %n warning(s): %1</source>
        <translation>
            <numerusform>Mit %n Warnung geöffnet: %1</numerusform>
            <numerusform>Mit %n Warnungen geöffnet: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program has changed %1: it was read again</source>
        <translation>Ein anderes Programm hat %1 geändert: neu eingelesen</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>Double click or Alt + click on a wire, B</source>
        <translation>Doppelklick oder Alt + Klick auf eine Verbindung, B</translation>
    </message>
    <message>
        <source>a bend in it, to drag; Delete takes it away, Shift + B all of a wire</source>
        <translation>ein Knick zum Ziehen; Entf entfernt ihn, Umschalt + B alle einer Verbindung</translation>
    </message>
    <message>
        <source>Drag nodes to a tab</source>
        <translation>Knoten auf einen Reiter ziehen</translation>
    </message>
    <message>
        <source>copy them into that document: held there, it comes to the front</source>
        <translation>kopiert sie in dieses Dokument; dort gehalten, kommt es nach vorn</translation>
    </message>
    <message>
        <source>Ctrl Shift C</source>
        <translation>Strg Umschalt C</translation>
    </message>
    <message>
        <source>compare with the saved file, versions in git, earlier edits or another file</source>
        <translation>mit der gespeicherten Datei, Ständen in git, früheren Änderungen oder einer anderen Datei vergleichen</translation>
    </message>
    <message>
        <source>Another program has changed the file</source>
        <translation>Ein anderes Programm hat die Datei geändert</translation>
    </message>
    <message>
        <source>“%1” was changed on the disk after it was read here.</source>
        <translation>„%1“ wurde auf der Festplatte geändert, nachdem es hier eingelesen wurde.</translation>
    </message>
    <message>
        <source>Saving writes over that change. Nothing was written yet.</source>
        <translation>Speichern überschreibt diese Änderung. Noch wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>&amp;Save over it</source>
        <translation>Ü&amp;berschreiben</translation>
    </message>
    <message>
        <source>C&amp;ompare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>%1, on the disk</source>
        <translation>%1, auf der Festplatte</translation>
    </message>
    <message>
        <source>%1 is not there any more: it was deleted, renamed or moved.</source>
        <translation>%1 ist nicht mehr da: gelöscht, umbenannt oder verschoben.</translation>
    </message>
    <message>
        <source>Another program has changed %1.</source>
        <translation>Ein anderes Programm hat %1 geändert.</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Nicht geöffnet</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; the Log has them all</source>
        <translation>
            <numerusform>und %n weitere; das Protokoll nennt alle</numerusform>
            <numerusform>und %n weitere; das Protokoll nennt alle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read or written.</source>
        <translation>
            <numerusform>%n Datei konnte nicht gelesen oder geschrieben werden.</numerusform>
            <numerusform>%n Dateien konnten nicht gelesen oder geschrieben werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::Minimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>Übersicht des Graphen</translation>
    </message>
</context>
<context>
    <name>tl::ui::NumberSpin</name>
    <message>
        <source>“%1” is not a number</source>
        <translation>„%1“ ist keine Zahl</translation>
    </message>
    <message>
        <source>%1 is too small: %2 is the least</source>
        <translation>%1 ist zu klein: mindestens %2</translation>
    </message>
    <message>
        <source>%1 is too large: %2 is the most</source>
        <translation>%1 ist zu groß: höchstens %2</translation>
    </message>
</context>
<context>
    <name>tl::ui::OpenDocument</name>
    <message>
        <source>untitled.json</source>
        <translation>unbenannt.json</translation>
    </message>
    <message>
        <source>untitled-%1.json</source>
        <translation>unbenannt-%1.json</translation>
    </message>
    <message>
        <source>This version can only be looked at.</source>
        <translation>Diese Fassung kann nur angesehen werden.</translation>
    </message>
</context>
<context>
    <name>tl::ui::PalettePanel</name>
    <message>
        <source>My blocks</source>
        <translation>Eigene Blöcke</translation>
    </message>
    <message>
        <source>A group of your own. Right click removes it from the palette.</source>
        <translation>Eine eigene Gruppe. Rechtsklick entfernt sie aus der Palette.</translation>
    </message>
    <message>
        <source>Search %1 nodes…</source>
        <translation>%1 Knoten durchsuchen…</translation>
    </message>
    <message>
        <source>Search node types</source>
        <translation>Knotentypen suchen</translation>
    </message>
    <message>
        <source>Node types</source>
        <translation>Knotentypen</translation>
    </message>
    <message>
        <source>Remove from the palette</source>
        <translation>Aus der Palette entfernen</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>%1 more…</source>
        <translation>%1 weitere…</translation>
    </message>
</context>
<context>
    <name>tl::ui::PreflightPanel</name>
    <message>
        <source>What the pre-flight check found</source>
        <translation>Was die Vorabprüfung fand</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>The project has changed since. Check again to see whether it helped.</source>
        <translation>Das Projekt hat sich seitdem geändert. Erneut prüfen, ob es geholfen hat.</translation>
    </message>
    <message>
        <source>Looks at the data, the first loss, dead units, gradients, and whether one batch can be learnt. Nothing is changed.</source>
        <translation>Untersucht Daten, ersten Verlust, tote Einheiten, Gradienten und ob sich ein Batch lernen lässt. Geändert wird nichts.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Stop the pre-flight check</source>
        <translation>Die Vorabprüfung anhalten</translation>
    </message>
    <message>
        <source>Run the pre-flight check now</source>
        <translation>Die Vorabprüfung jetzt durchführen</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>Beginnt…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at.</source>
        <translation>
            <numerusform>%n Befund zum Ansehen.</numerusform>
            <numerusform>%n Befunde zum Ansehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well: %1 checks found nothing to mend.</source>
        <translation>Alles in Ordnung: %1 Prüfungen fanden nichts zu beheben.</translation>
    </message>
    <message>
        <source>The project has changed since: check again.</source>
        <translation>Das Projekt hat sich seitdem geändert: erneut prüfen.</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>Ausgewogenheit</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>first loss</source>
        <translation>erster Verlust</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>one batch</source>
        <translation>ein Batch</translation>
    </message>
    <message>
        <source>“%1” is being checked.</source>
        <translation>„%1“ wird geprüft.</translation>
    </message>
</context>
<context>
    <name>tl::ui::ProblemsPanel</name>
    <message>
        <source>project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>Was und warum</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No problems: the graph can be trained.</source>
        <translation>Keine Probleme: Der Graph lässt sich trainieren.</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Other ways to mend it</source>
        <translation>Andere Wege zur Abhilfe</translation>
    </message>
</context>
<context>
    <name>tl::ui::QuickPopup</name>
    <message>
        <source>Nothing is found by “%1”. Try fewer letters, or another word for it.</source>
        <translation>Zu „%1“ findet sich nichts. Weniger Buchstaben oder ein anderes Wort versuchen.</translation>
    </message>
</context>
<context>
    <name>tl::ui::RunBar</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>CPU · oneDNN</source>
        <translation>CPU · oneDNN</translation>
    </message>
    <message>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Precision f32</source>
        <translation>Genauigkeit f32</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>epoch %1/%2</source>
        <translation>Epoche %1/%2</translation>
    </message>
    <message>
        <source>step %1/%2</source>
        <translation>Schritt %1/%2</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>validiert</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 Samples/s</translation>
    </message>
    <message>
        <source>ETA %1</source>
        <translation>Rest %1</translation>
    </message>
    <message>
        <source>waits for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>no progress for %1 s</source>
        <translation>kein Fortschritt seit %1 s</translation>
    </message>
    <message>
        <source>Looking for a CUDA device…</source>
        <translation>Ein CUDA-Gerät wird gesucht…</translation>
    </message>
</context>
<context>
    <name>tl::ui::RunEdits</name>
    <message>
        <source>Learning rate of %1 set to %2 while the run goes on</source>
        <translation>Lernrate von %1 bei laufendem Training auf %2 gesetzt</translation>
    </message>
    <message>
        <source>Weight of %1 set to %2 while the run goes on</source>
        <translation>Gewicht von %1 bei laufendem Training auf %2 gesetzt</translation>
    </message>
</context>
<context>
    <name>tl::ui::RunsPanel</name>
    <message>
        <source>The program ended before the run did. “Go on with this run” takes it up at its newest checkpoint.</source>
        <translation>Das Programm endete vor dem Lauf. „Diesen Lauf fortsetzen“ nimmt ihn am neuesten Checkpoint wieder auf.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>Verlust (Training)</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Verlust (Validierung)</translation>
    </message>
    <message>
        <source>Best accuracy</source>
        <translation>Beste Genauigkeit</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Choose a run first</source>
        <translation>Zuerst einen Lauf auswählen</translation>
    </message>
    <message>
        <source>Show in the curves</source>
        <translation>In den Kurven zeigen</translation>
    </message>
    <message>
        <source>Go on with this run</source>
        <translation>Diesen Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Export its weights…</source>
        <translation>Seine Gewichte exportieren…</translation>
    </message>
    <message>
        <source>No runs of this project yet. Each run that you train is kept and listed here.</source>
        <translation>Noch keine Läufe dieses Projekts. Jeder trainierte Lauf wird aufbewahrt und hier aufgeführt.</translation>
    </message>
    <message>
        <source>The run cannot be shown</source>
        <translation>Der Lauf lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>steht still</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
</context>
<context>
    <name>tl::ui::SafetyCopy</name>
    <message>
        <source>The safety copy of this document could not be written: %1</source>
        <translation>Die Sicherungskopie dieses Dokuments ließ sich nicht schreiben: %1</translation>
    </message>
</context>
<context>
    <name>tl::ui::SearchPopup</name>
    <message>
        <source>gives nothing on</source>
        <translation>gibt nichts weiter</translation>
    </message>
    <message>
        <source>gives %1</source>
        <translation>gibt %1</translation>
    </message>
    <message>
        <source>gives no %1</source>
        <translation>gibt kein %1</translation>
    </message>
    <message>
        <source>accepts %1</source>
        <translation>nimmt %1</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>Einen Knoten hinzufügen</translation>
    </message>
    <message>
        <source>Search nodes…</source>
        <translation>Knoten suchen…</translation>
    </message>
    <message>
        <source>Search nodes</source>
        <translation>Knoten suchen</translation>
    </message>
    <message>
        <source>Matching nodes</source>
        <translation>Passende Knoten</translation>
    </message>
    <message>
        <source>My blocks</source>
        <translation>Eigene Blöcke</translation>
    </message>
    <message>
        <source>A group of your own</source>
        <translation>Eine eigene Gruppe</translation>
    </message>
    <message>
        <source>No node is found by “%1”. Try fewer letters, or what it does: pool, normalize, loss.</source>
        <translation>Zu „%1“ findet sich kein Knoten. Weniger Buchstaben versuchen oder was er tut: pool, normalize, loss.</translation>
    </message>
    <message>
        <source>No wire is found by “%1”. Try the name of a node or of a port.</source>
        <translation>Zu „%1“ findet sich keine Verbindung. Den Namen eines Knotens oder eines Anschlusses versuchen.</translation>
    </message>
</context>
<context>
    <name>tl::ui::TensorsPanel</name>
    <message>
        <source>Select a node to look at its weights, gradients and output while the network trains.</source>
        <translation>Einen Knoten auswählen, um seine Gewichte, Gradienten und Ausgabe während des Trainings zu sehen.</translation>
    </message>
    <message>
        <source>Waiting for the tensors of %1…</source>
        <translation>Warten auf die Tensoren von %1…</translation>
    </message>
    <message>
        <source>Train (F5) to see the weights, gradients and output of %1.</source>
        <translation>Trainieren (F5), um Gewichte, Gradienten und Ausgabe von %1 zu sehen.</translation>
    </message>
    <message>
        <source>step %1  mean %2  std %3</source>
        <translation>Schritt %1  Mittel %2  Std. %3</translation>
    </message>
    <message>
        <source>ended run, step %1  mean %2  std %3</source>
        <translation>beendeter Lauf, Schritt %1  Mittel %2  Std. %3</translation>
    </message>
</context>
</TS>
