# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package. `packaging/build-deb` calls cpack with it on a build that is already there.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pi-uptime)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Pi Uptime maintainers <maintainers@pi-uptime.invalid>")
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_MULTIARCH foreign)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "console that keeps fleets of Raspberry Pis up")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Pi Uptime watches any number of Raspberry Pis over SSH, with nothing installed
on them, and says which of them need a hand, why, and since when.
.
It reads heat, power and throttling, load, storage and its wear, UPSes,
networks and services, keeps their history on disk, and draws it on one time
axis. A desktop console and a command for scripts share one engine;
simulated Pis are included to try it out without any hardware.")

# libssh: older builds of this version lack security fixes that a client needs. Qt loads its plugins, and the keychain
# loads libsecret, at run time, so nothing that is linked asks for them.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libssh-4 (>= 0.10.6-0+deb12u3), libqt6svg6, qml6-module-qtqml, \
qml6-module-qtqml-models, qml6-module-qtqml-workerscript, qml6-module-qtquick, qml6-module-qtquick-window")
set(recommends openssh-client fonts-inter qt6-translations-l10n qt6-wayland libsecret-1-0
    "gnome-keyring | kwalletmanager | keepassxc")
list(JOIN recommends ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nut-client, cage")

include(CPack)
