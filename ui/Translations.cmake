# SPDX-License-Identifier: Apache-2.0
# The catalogues of resources/translations, compiled and made part of the program: sets `translations_source`.
find_package(Qt6 6.4 REQUIRED COMPONENTS LinguistTools)
set(translations "${CMAKE_SOURCE_DIR}/resources/translations")
set(made "${CMAKE_CURRENT_BINARY_DIR}/translations")
file(MAKE_DIRECTORY "${made}")
file(GLOB catalogues CONFIGURE_DEPENDS "${translations}/tensorloom_*.ts")
set(entries "    <file alias=\"patterns.txt\">${translations}/patterns.txt</file>\n")
set(compiled "")
foreach(catalogue IN LISTS catalogues)
  get_filename_component(name "${catalogue}" NAME_WE)
  add_custom_command(OUTPUT "${made}/${name}.qm"
    COMMAND Qt6::lrelease -silent -compress "${catalogue}" -qm "${made}/${name}.qm"
    DEPENDS "${catalogue}" VERBATIM COMMENT "Compiling ${name}.ts")
  list(APPEND compiled "${made}/${name}.qm")
  string(APPEND entries "    <file>${name}.qm</file>\n")
endforeach()
file(CONFIGURE OUTPUT "${made}/translations.qrc" @ONLY
     CONTENT "<!DOCTYPE RCC>\n<RCC version=\"1.0\">\n  <qresource prefix=\"/translations\">\n@entries@  </qresource>\n</RCC>\n")
set(translations_source "${made}/qrc_translations.cpp")
add_custom_command(OUTPUT "${translations_source}"
  COMMAND Qt6::rcc --name translations --output "${translations_source}" "${made}/translations.qrc"
  DEPENDS ${compiled} "${translations}/patterns.txt" "${made}/translations.qrc" VERBATIM COMMENT "Embedding the catalogues")
set_source_files_properties("${translations_source}" PROPERTIES SKIP_AUTOGEN ON)
