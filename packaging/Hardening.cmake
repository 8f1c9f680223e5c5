# SPDX-License-Identifier: GPL-3.0-or-later
# What the programs read comes from other machines, so release builds carry the defences that Debian's own packages
# carry, and a few more: checked string functions, stack protection, control-flow integrity, randomised addresses, and
# relocations that are read-only before main() runs. tests/packaging/hardening looks for each of them in the programs.
include(CheckCXXCompilerFlag)

# Fortified functions need an optimising compiler; an older value that the environment brings is replaced.
add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -Wformat -Werror=format-security)
foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection -mbranch-protection=standard)
    string(MAKE_C_IDENTIFIER "PIUPTIME_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has}) # the third is of x86, the fourth of 64-bit ARM
    if(${has})
        add_compile_options(${flag})
    endif()
endforeach()
add_link_options(LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)
