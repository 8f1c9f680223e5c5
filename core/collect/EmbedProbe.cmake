# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DINPUT=probe.sh -DOUTPUT=ProbeText.cpp -P EmbedProbe.cmake
# Makes the probe a string of the library. Whole-line comments and empty lines stay behind: they need not travel.
file(READ "${INPUT}" script)
string(REGEX REPLACE "\n[ \t]*#[^\n]*" "" script "\n${script}")
string(REGEX REPLACE "\n\n+" "\n" script "${script}")
string(REGEX REPLACE "^\n" "" script "${script}")
file(WRITE "${OUTPUT}" "// Generated from resources/probe/probe.sh.
#include \"core/collect/ProbeText.h\"

namespace piuptime::collect {
const std::string_view kProbeText = R\"PROBE(${script})PROBE\";
} // namespace piuptime::collect
")
