// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HostileRequests.h"

#include "core/gateway/http/Limits.h"

namespace piuptime {

namespace {

using enum gateway::Cause;
using Requests = std::vector<HostileRequest>;

constexpr gateway::http::Limits kLimits;

/// A POST with these lines among its fields, and what follows its head.
std::string post(const std::string &lines, const std::string &rest = "hello")
{
    return "POST /in HTTP/1.1\r\nHost: pi\r\n" + lines + "\r\n" + rest;
}

std::string get(const std::string &lines)
{
    return "GET / HTTP/1.1\r\nHost: pi\r\n" + lines + "\r\n";
}

std::string target(const std::string &text)
{
    return "GET " + text + " HTTP/1.1\r\nHost: pi\r\n\r\n";
}

std::string chunked(const std::string &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

void addRequestLines(Requests &all)
{
    all.insert(
        all.end(),
        {
            {"no version", "GET /\r\n\r\n", BadRequestLine},
            {"nothing but a method", "GET\r\n\r\n", BadRequestLine},
            {"two blanks before the target", "GET  / HTTP/1.1\r\nHost: pi\r\n\r\n", BadRequestLine},
            {"two blanks before the version", "GET /  HTTP/1.1\r\nHost: pi\r\n\r\n", BadVersion},
            {"a tab for a blank", "GET\t/ HTTP/1.1\r\nHost: pi\r\n\r\n", BadMethod},
            {"a blank at the start", " GET / HTTP/1.1\r\nHost: pi\r\n\r\n", BadRequestLine},
            {"a blank at the end", "GET / HTTP/1.1 \r\nHost: pi\r\n\r\n", BadVersion},
            {"a blank in the target", "GET /a b HTTP/1.1\r\nHost: pi\r\n\r\n", BadVersion},
            {"two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: pi\r\n\r\n", BadRequestLine},
            {"a bare line feed first", "\nGET / HTTP/1.1\r\nHost: pi\r\n\r\n", BareLineBreak},
            {"a method with a bracket", "GE(T / HTTP/1.1\r\nHost: pi\r\n\r\n", BadMethod},
            {"a method with a NUL", std::string("GE\0T / HTTP/1.1\r\nHost: pi\r\n\r\n", 29), ControlCharacter},
            {"a method that is not ASCII", "G\xc3\x8bT / HTTP/1.1\r\nHost: pi\r\n\r\n", BadMethod},
            {"HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", UnsupportedVersion},
            {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: pi\r\n\r\n", UnsupportedVersion},
            {"HTTP/1.10", "GET / HTTP/1.10\r\nHost: pi\r\n\r\n", BadVersion},
            {"HTTP/01.1", "GET / HTTP/01.1\r\nHost: pi\r\n\r\n", BadVersion},
            {"HTTP/1,1", "GET / HTTP/1,1\r\nHost: pi\r\n\r\n", BadVersion},
            {"http/1.1 in small letters", "GET / http/1.1\r\nHost: pi\r\n\r\n", BadVersion},
            {"another protocol", "GET / ICY/1.1\r\nHost: pi\r\n\r\n", BadVersion},
            {"TLS in the clear", std::string("\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n", 15), ControlCharacter},
        });
}

void addTargets(Requests &all)
{
    all.insert(all.end(), {
                              {"a fragment", target("/a#b"), BadTarget},
                              {"a backslash", target("/a\\..\\b"), BadTarget},
                              {"angle brackets", target("/<a>"), BadTarget},
                              {"a quote", target("/\"a\""), BadTarget},
                              {"a target that is not ASCII", target("/caf\xc3\xa9"), BadTarget},
                              {"a delete character", target("/a\x7f"), ControlCharacter},
                              {"no slash", target("index.html"), BadTarget},
                              {"an asterisk for GET", target("*"), BadTarget},
                              {"an authority for GET", target("pi:80"), BadTarget},
                              {"CONNECT to a path", "CONNECT / HTTP/1.1\r\nHost: pi\r\n\r\n", BadTarget},
                              {"CONNECT without a port", "CONNECT pi HTTP/1.1\r\nHost: pi\r\n\r\n", BadTarget},
                              {"another scheme", target("ftp://pi/"), BadTarget},
                              {"a file", target("file:///etc/passwd"), BadTarget},
                              {"an absolute target without a host", target("http:///a"), BadTarget},
                              {"a user in the target", target("http://root@pi/"), BadTarget},
                              {"a target that names another host", target("http://other/"), HostDisagrees},
                              {"a target that names another port", target("http://pi:81/"), HostDisagrees},
                              {"a percent sign alone", target("/100%"), BadTarget},
                              {"a percent sign before no digits", target("/%zz"), BadTarget},
                              {"an encoded NUL", target("/a%00.png"), AmbiguousPath},
                              {"a way up", target("/a/../b"), AmbiguousPath},
                              {"a way up at the end", target("/a/.."), AmbiguousPath},
                              {"this folder", target("/./a"), AmbiguousPath},
                              {"an encoded way up", target("/a/%2e%2E/b"), AmbiguousPath},
                              {"a half encoded way up", target("/a/.%2e/b"), AmbiguousPath},
                              {"a way up behind an encoded slash", target("/a%2f..%2fb"), AmbiguousPath},
                              {"a way up behind an encoded backslash", target("/a%5c..%5cb"), AmbiguousPath},
                              {"a way up with a parameter", target("/a/..;x=1/b"), AmbiguousPath},
                              {"a way up in an absolute target", target("http://pi/../a"), AmbiguousPath},
                          });
}

void addFields(Requests &all)
{
    all.insert(all.end(),
               {
                   {"bare line feeds", "GET / HTTP/1.1\nHost: pi\n\n", BareLineBreak},
                   {"a bare line feed after a field", "GET / HTTP/1.1\r\nHost: pi\nX: y\r\n\r\n", BareLineBreak},
                   {"a bare line feed at the end", "GET / HTTP/1.1\r\nHost: pi\r\n\n", BareLineBreak},
                   {"a bare return in a value", get("X: a\rb\r\n"), BareLineBreak},
                   {"two returns", get("X: a\r\r\n"), BareLineBreak},
                   {"a return that hides a field", get("X: a\rTransfer-Encoding: chunked\r\n"), BareLineBreak},
                   {"a NUL in a value", get(std::string("X: a\0b\r\n", 8)), ControlCharacter},
                   {"a NUL in a name", get(std::string("X\0: a\r\n", 7)), ControlCharacter},
                   {"a bell in a value", get("X: a\ab\r\n"), ControlCharacter},
                   {"a vertical tab", get("X: a\vb\r\n"), ControlCharacter},
                   {"a delete in a value", get("X: abcdefgh\x7f\r\n"), ControlCharacter},
                   {"a folded field", get("X: a\r\n b\r\n"), FoldedField},
                   {"a field folded by a tab", get("X: a\r\n\tb\r\n"), FoldedField},
                   {"the first field folded", "GET / HTTP/1.1\r\n Host: pi\r\n\r\n", FoldedField},
                   {"a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), FoldedField},
                   {"a line of blanks", get(" \r\n"), FoldedField},
                   {"a blank before the colon", get("X : a\r\n"), SpaceBeforeColon},
                   {"a tab before the colon", get("X\t: a\r\n"), SpaceBeforeColon},
                   {"a coding with a blank before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
                    SpaceBeforeColon},
                   {"no colon", get("nonsense\r\n"), BadFieldName},
                   {"no name", get(": a\r\n"), BadFieldName},
                   {"a name with a blank", get("X Y: a\r\n"), BadFieldName},
                   {"a name with a bracket", get("X[0]: a\r\n"), BadFieldName},
                   {"a name that is not ASCII", get("X\xc3\xa9: a\r\n"), BadFieldName},
                   {"a second request line", get("GET /admin HTTP/1.1\r\n"), BadFieldName},
                   {"no host", "GET / HTTP/1.1\r\n\r\n", HostMissing},
                   {"two hosts", get("Host: other\r\n"), HostRepeated},
                   {"the same host twice", get("host: pi\r\n"), HostRepeated},
                   {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", BadHost},
                   {"a host with a path", "GET / HTTP/1.1\r\nHost: pi/a\r\n\r\n", BadHost},
                   {"a host with a user", "GET / HTTP/1.1\r\nHost: a@pi\r\n\r\n", BadHost},
                   {"two hosts in a list", "GET / HTTP/1.1\r\nHost: pi, other\r\n\r\n", BadHost},
                   {"a host with a wrong port", "GET / HTTP/1.1\r\nHost: pi:99999\r\n\r\n", BadHost},
                   {"a host with an empty port", "GET / HTTP/1.1\r\nHost: pi:\r\n\r\n", BadHost},
                   {"half an IPv6 address", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", BadHost},
                   {"another expectation", post("Content-Length: 5\r\nExpect: 200-maybe\r\n"), BadExpectation},
               });
}

void addLengths(Requests &all)
{
    const auto length = [](const std::string &value) { return post("Content-Length: " + value + "\r\n"); };
    all.insert(all.end(),
               {
                   {"a length with a sign", length("+5"), BadLength},
                   {"a negative length", length("-5"), BadLength},
                   {"a hexadecimal length", length("0x5"), BadLength},
                   {"a length with a fraction", length("5.0"), BadLength},
                   {"an exponent", length("5e0"), BadLength},
                   {"a length with an underscore", length("1_0"), BadLength},
                   {"a length with a blank in it", length("5 5"), BadLength},
                   {"an empty length", length(""), BadLength},
                   {"a length in quotes", length("\"5\""), BadLength},
                   {"a length with a letter", length("5a"), BadLength},
                   {"a length that overflows", length("18446744073709551621"), BadLength},
                   {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n"), LengthRepeated},
                   {"two lengths that agree", post("Content-Length: 5\r\nContent-Length: 5\r\n"), LengthRepeated},
                   {"a list of lengths", length("5, 6"), LengthRepeated},
                   {"a list of lengths that agree", length("5,5"), LengthRepeated},
                   {"length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                    LengthAndCoding},
                   {"coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
                    LengthAndCoding},
                   {"a length beyond the limit", length("99999999999"), BodyTooLarge},
               });
}

void addCodings(Requests &all)
{
    const auto coding = [](const std::string &value) {
        return post("Transfer-Encoding:" + value + "\r\n", "0\r\n\r\n");
    };
    all.insert(all.end(),
               {
                   {"an empty coding", coding(""), BadCoding},
                   {"another coding", coding(" gzip"), BadCoding},
                   {"no coding", coding(" identity"), BadCoding},
                   {"nearly chunked", coding(" xchunked"), BadCoding},
                   {"chunked with a tail", coding(" chunkedx"), BadCoding},
                   {"chunked in quotes", coding(" \"chunked\""), BadCoding},
                   {"chunked with a parameter", coding(" chunked;q=1"), BadCoding},
                   {"chunked twice", coding(" chunked, chunked"), BadCoding},
                   {"chunked and a comma", coding(" chunked,"), BadCoding},
                   {"a comma and chunked", coding(" ,chunked"), BadCoding},
                   {"chunked not last", coding(" chunked, gzip"), BadCoding},
                   {"chunked after no coding", coding(" identity, chunked"), BadCoding},
                   {"chunked after gzip", coding(" gzip, chunked"), UnsupportedCoding},
                   {"a vertical tab before chunked", coding("\vchunked"), ControlCharacter},
                   {"a form feed after chunked", coding(" chunked\f"), ControlCharacter},
                   {"a no-break space before chunked",
                    coding("\xc2\xa0"
                           "chunked"),
                    BadCoding},
                   {"two coding fields",
                    post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), BadCoding},
                   {"two coding fields that differ",
                    post("Transfer-Encoding: chunked\r\ntransfer-encoding: x\r\n", "0\r\n\r\n"), BadCoding},
                   {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nHost: pi\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    CodingInHttp10},
               });
}

void addChunks(Requests &all)
{
    all.insert(
        all.end(),
        {
            {"no chunk size", chunked("\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a chunk size with a sign", chunked("+5\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a negative chunk size", chunked("-5\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a chunk size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a chunk size that is no number", chunked("g\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a chunk size with an underscore", chunked("1_0\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a blank before a chunk size", chunked(" 5\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a blank after a chunk size", chunked("5 \r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a blank before an extension", chunked("5 ;a\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a chunk size that overflows 64 bits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a chunk size that overflows 32 bits", chunked("100000005\r\nhello\r\n0\r\n\r\n"), BodyTooLarge},
            {"a chunk size of many noughts", chunked("0000000000000005\r\nhello\r\n0\r\n\r\n"), BadChunkSize},
            {"a bare line feed after a chunk size", chunked("5\nhello\r\n0\r\n\r\n"), BareLineBreak},
            {"a bare return after a chunk size", chunked("5\rhello\r\n0\r\n\r\n"), BareLineBreak},
            {"a bare line feed in an extension", chunked("5;a\nhello\r\n0\r\n\r\n"), BareLineBreak},
            {"a bare return in an extension", chunked("5;a\rb\r\nhello\r\n0\r\n\r\n"), BareLineBreak},
            {"a NUL in an extension", chunked(std::string("5;a\0b\r\nhello\r\n0\r\n\r\n", 20)), ControlCharacter},
            {"data longer than its chunk", chunked("4\r\nhello\r\n0\r\n\r\n"), BadChunkEnd},
            {"data shorter than its chunk", chunked("6\r\nhello\r\n0\r\n\r\n"), BadChunkEnd},
            {"nothing after the data", chunked("5\r\nhello0\r\n\r\n"), BadChunkEnd},
            {"a bare line feed after the data", chunked("5\r\nhello\n0\r\n\r\n"), BadChunkEnd},
            {"a bare return after the data", chunked("5\r\nhello\r0\r\n\r\n"), BadChunkEnd},
            {"a bare line feed at the end of the chunks", chunked("0\r\n\n"), BareLineBreak},
            {"a length in the trailers", chunked("0\r\nContent-Length: 5\r\n\r\n"), BadTrailer},
            {"a coding in the trailers", chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"), BadTrailer},
            {"a host in the trailers", chunked("0\r\nHost: other\r\n\r\n"), BadTrailer},
            {"a folded trailer", chunked("0\r\nX: a\r\n b\r\n\r\n"), FoldedField},
            {"a request in the trailers", chunked("0\r\nGET /admin HTTP/1.1\r\n\r\n"), BadFieldName},
            {"a NUL in a trailer", chunked(std::string("0\r\nX: \0\r\n\r\n", 11)), ControlCharacter},
            {"a blank before a trailer's colon", chunked("0\r\nX : a\r\n\r\n"), SpaceBeforeColon},
        });
}

void addOversized(Requests &all)
{
    std::string many;
    for (std::size_t i = 0; i < kLimits.fieldCount; ++i)
        many += "X: y\r\n";
    std::string manyLong;
    for (int i = 0; i < 10; ++i)
        manyLong += "X: " + std::string(4000, 'y') + "\r\n";
    std::string manyTrailers;
    for (std::size_t i = 0; i <= kLimits.trailerCount; ++i)
        manyTrailers += "X: y\r\n";
    std::string manyExtensions;
    for (int i = 0; i < 40; ++i)
        manyExtensions += "1;" + std::string(200, 'x') + "\r\na\r\n";
    all.insert(
        all.end(),
        {
            {"a long target", target("/" + std::string(kLimits.startLineBytes, 'a')), RequestLineTooLong},
            {"a long method", std::string(kLimits.startLineBytes, 'A') + " / HTTP/1.1\r\nHost: pi\r\n\r\n",
             RequestLineTooLong},
            {"a line without an end", std::string(kLimits.startLineBytes, 'A'), RequestLineTooLong},
            {"a long value", get("X: " + std::string(kLimits.fieldBytes, 'y') + "\r\n"), FieldTooLong},
            {"a long name", get(std::string(kLimits.fieldBytes, 'x') + ": y\r\n"), FieldTooLong},
            {"many fields", get(many), TooManyFields},
            {"a long head", get(manyLong), HeadTooLarge},
            {"a long chunk extension", chunked("5;" + std::string(kLimits.chunkLineBytes, 'x')), ChunkLineTooLong},
            {"many chunk extensions", chunked(manyExtensions), ChunkLineTooLong},
            {"a long trailer", chunked("0\r\nX: " + std::string(kLimits.trailerBytes, 'y')), TrailerTooLarge},
            {"many trailers", chunked("0\r\n" + manyTrailers + "\r\n"), TrailerTooLarge},
        });
}

} // namespace

const std::vector<HostileRequest> &hostileRequests()
{
    static const Requests requests = [] {
        Requests all;
        addRequestLines(all);
        addTargets(all);
        addFields(all);
        addLengths(all);
        addCodings(all);
        addChunks(all);
        addOversized(all);
        return all;
    }();
    return requests;
}

} // namespace piuptime
