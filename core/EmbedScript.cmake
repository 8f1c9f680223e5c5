# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DINPUT=probe.sh -DOUTPUT=ProbeText.cpp -DHEADER=core/collect/ProbeText.h -DNAME=piuptime::collect::kProbeText
#       -P EmbedScript.cmake
# Makes a shell script a string that HEADER declares as NAME. Whole-line comments and empty lines stay behind: they need
# not travel.
file(READ "${INPUT}" script)
string(REGEX REPLACE "\n[ \t]*#[^\n]*" "" script "\n${script}")
string(REGEX REPLACE "\n\n+" "\n" script "${script}")
string(REGEX REPLACE "^\n" "" script "${script}")
file(WRITE "${OUTPUT}" "// Generated from ${INPUT}.
#include \"${HEADER}\"

const std::string_view ${NAME} = R\"SCRIPT(${script})SCRIPT\";
")
