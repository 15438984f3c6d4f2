# SPDX-License-Identifier: Apache-2.0
# cmake -DOUT=… -DVERSION=… -DHEADERS=a;b;c -P BuildId.cmake: a header with one text that changes when any engine header does, so that a
# plugin of another build is recognised (objects that cross the border have no stable layout).
set(all "${VERSION}")
foreach(header IN LISTS HEADERS)
  file(SHA256 "${header}" one)
  string(APPEND all "${one}")
endforeach()
string(SHA256 id "${all}")
string(SUBSTRING "${id}" 0 16 id)
set(text "// SPDX-License-Identifier: Apache-2.0\n// Written by the build.\n#pragma once\n#define TL_BUILD_ID \"${VERSION}-${id}\"\n")
set(before "")
if(EXISTS "${OUT}")
  file(READ "${OUT}" before)
endif()
if(NOT before STREQUAL text)
  file(WRITE "${OUT}" "${text}")
endif()
