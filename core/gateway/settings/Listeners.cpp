// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Listeners.h"

#include "core/gateway/settings/Grammar.h"

#include <array>
#include <set>

namespace piuptime::gateway {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

namespace {

constexpr std::size_t kMostListeners = 16;
constexpr std::size_t kMostCertificates = 256;
constexpr std::size_t kMaxHostBytes = 255;
constexpr std::size_t kMaxFileBytes = 4096;

void readCertificates(TableReader &reader, ListenerConfig &listener, Problems &problems)
{
    const toml::array *tables = reader.tables("certificate", kMostCertificates);
    if (tables == nullptr || tables->empty()) {
        reader.note("a listener speaks TLS and needs a certificate, under the line [[listener.certificate]]; "
                    "without TLS, name its address in “listen”");
        return;
    }
    for (const toml::node &entry : *tables) {
        const toml::table &table = *entry.as_table();
        TableReader one(table, problems);
        CertificateConfig files;
        if (!one.text("file", files.certificate, kMaxFileBytes))
            one.note("a certificate needs a file, such as “pi.pem”");
        if (!one.text("key", files.key, kMaxFileBytes))
            one.note("a certificate needs the file of its key, such as “pi.key”");
        listener.certificates.push_back(std::move(files));
    }
}

void readClientCertificates(TableReader &reader, const toml::table &table, ListenerConfig &listener)
{
    constexpr std::array kChoices{ClientCertificates::Off, ClientCertificates::Optional, ClientCertificates::Required};
    if (const int choice = reader.choice("client_certificates", {"off", "optional", "required"}); choice >= 0)
        listener.clientCertificates = kChoices[static_cast<std::size_t>(choice)];
    reader.text("client_ca", listener.clientCa, kMaxFileBytes);
    const bool isAsked = listener.clientCertificates != ClientCertificates::Off;
    if (isAsked && listener.clientCa.empty())
        reader.note("client_certificates needs client_ca: the file of the authorities that vouch for clients");
    else if (!isAsked && !listener.clientCa.empty())
        reader.note(*table.get("client_ca"),
                    "client_ca is of no use unless client_certificates is “optional” or “required”");
}

/// Notes an address that is there twice, which would speak TLS to some and plain HTTP to others. Port 0 is a new one
/// each time.
void takePlace(TableReader &reader, const toml::node &node, std::set<std::string> &taken, const std::string &address)
{
    if (!taken.insert(address).second && !address.ends_with(":0"))
        reader.note(node, "“" + printable(address) + "” is there twice");
}

void readAddresses(TableReader &reader, const toml::table &root, Config &config, std::set<std::string> &taken)
{
    if (!root.contains("listen") && !root.contains("listener"))
        reader.note("it needs to listen somewhere, such as “listen = [\"127.0.0.1:8080\"]”");
    if (!reader.texts("listen", config.listen, kMostListeners, kMaxHostBytes))
        return;
    const toml::node &node = *root.get("listen");
    for (const std::string &address : config.listen) {
        takePlace(reader, node, taken, address);
        if (!isHostAndPort(address))
            reader.note(node, "“" + printable(address) + "” is not an address and a port, such as “0.0.0.0:8080”");
    }
}

} // namespace

void readListeners(TableReader &reader, const toml::table &root, Config &config, Problems &problems)
{
    std::set<std::string> taken;
    readAddresses(reader, root, config, taken);
    const toml::array *tables = reader.tables("listener", kMostListeners);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        const toml::table &table = *(*tables)[i].as_table();
        TableReader one(table, problems);
        ListenerConfig listener;
        if (!one.text("address", listener.address, kMaxHostBytes) || !isHostAndPort(listener.address))
            one.note("a listener needs an address and a port, such as “0.0.0.0:8443”");
        else
            takePlace(one, *table.get("address"), taken, listener.address);
        readCertificates(one, listener, problems);
        readClientCertificates(one, table, listener);
        one.flag("http2", listener.http2);
        config.listeners.push_back(std::move(listener));
    }
}

void readUpstreamTls(const toml::table &table, UpstreamTls &tls, Problems &problems)
{
    TableReader reader(table, problems);
    tls.isOn = true;
    reader.text("ca", tls.ca, kMaxFileBytes);
    if (reader.text("name", tls.name, kMaxHostBytes) && !isHost(tls.name))
        reader.note(*table.get("name"), "name must be the host that the upstream's certificate is for");
}

void resolveFiles(Config &config, const std::filesystem::path &folder)
{
    const auto resolve = [&folder](std::string &file) {
        if (!file.empty())
            file = (folder / file).string(); // which is the file itself when it is absolute
    };
    for (ListenerConfig &listener : config.listeners) {
        resolve(listener.clientCa);
        for (CertificateConfig &files : listener.certificates) {
            resolve(files.certificate);
            resolve(files.key);
        }
    }
    for (ApiConfig &api : config.apis)
        resolve(api.openApi);
    for (GroupConfig &group : config.groups)
        resolve(group.tls.ca);
    for (guard::IssuerConfig &issuer : config.guard.issuers)
        resolve(issuer.keysFile);
    resolve(config.share.passwordFile);
    resolve(config.share.secretFile);
}

} // namespace piuptime::gateway
