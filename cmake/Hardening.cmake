# What the compiler and the linker can do against bugs that are left. Not for sanitizer builds: they
# look for the same bugs, and do not go with _FORTIFY_SOURCE. tests/static/hardening.sh checks the
# program for it. Position independence is set in Options.cmake.
include(CheckCXXCompilerFlag)
include(CheckCXXSourceCompiles)

foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "ORIEL_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
        target_compile_options(oriel_flags INTERFACE ${flag})
    endif()
endforeach()

# A compiler that does not know level 3 takes it for 2, so that level 2 would do; but glibc warns.
set(CMAKE_REQUIRED_FLAGS "-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
check_cxx_source_compiles("
    #include <cstring>
    #if __USE_FORTIFY_LEVEL < 3
    #error level 3 is not known
    #endif
    int main() { return 0; }" ORIEL_HAS_FORTIFY_3)
unset(CMAKE_REQUIRED_FLAGS)
set(level $<IF:$<BOOL:${ORIEL_HAS_FORTIFY_3}>,3,2>)
# It works by optimisation only, and warns without.
target_compile_options(oriel_flags INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=${level}>)

if(UNIX AND NOT APPLE)
    target_link_options(oriel_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
