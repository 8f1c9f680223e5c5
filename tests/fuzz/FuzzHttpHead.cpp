// SPDX-License-Identifier: GPL-3.0-or-later
// Heads of requests and responses, as the gateway reads them.
#include "core/gateway/http/Characters.h"
#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/http/Target.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::http;

namespace {

constexpr Limits kLimits{.headBytes = 4096, .startLineBytes = 1024, .fieldBytes = 1024, .fieldCount = 20};

/// What came is read alike in one piece and in three.
template <class Parser>
void expectTheSameInPieces(const Parser &whole, std::string_view bytes, Progress progress)
{
    Parser parser(kLimits);
    Progress inPieces = Progress::More;
    for (const std::size_t length : {bytes.size() / 3, bytes.size() / 2, bytes.size()}) {
        if (inPieces == Progress::More)
            inPieces = parser.parse(bytes.substr(0, length));
    }
    fuzz::expect(inPieces == progress && parser.cause() == whole.cause(),
                 "the pieces that a head comes in do not matter");
    fuzz::expect(progress != Progress::Done || parser.length() == whole.length(), "a head ends where it ends");
}

void expectSoundFields(const HeadParser &parser, std::size_t size)
{
    fuzz::expect(parser.length() <= size && parser.length() <= kLimits.headBytes, "a head keeps to its limit");
    fuzz::expect(parser.fieldCount() <= kLimits.fieldCount, "fields are counted");
    for (std::size_t i = 0; i < parser.fieldCount(); ++i) {
        const FieldView field = parser.field(i);
        fuzz::expect(!field.name.empty() && areAll(field.name, TokenChar), "a name is a token");
        fuzz::expect(areAll(field.value, FieldText) && withoutBlanks(field.value) == field.value, "a value is text");
    }
}

/// What is passed on is read as the same request.
void expectSamePassage(const RequestParser &request)
{
    const RequestHead &head = request.head();
    net::BlockPool pool;
    net::Buffer out(pool);
    writeRequestHead(out, request,
                     {.path = head.path,
                      .host = "up",
                      .clientAddress = "::1",
                      .scheme = "http",
                      .via = "gate",
                      .trustsForwarded = true});
    RequestParser upstream(Limits{});
    fuzz::expect(upstream.parse(out.view()) == Progress::Done, "what is passed on is sound");
    fuzz::expect(upstream.length() == out.size(), "one head is passed on");
    fuzz::expect(upstream.head().path == head.path && upstream.head().query == head.query, "the target stays");
    fuzz::expect(upstream.head().methodName == head.methodName, "the method stays");
    fuzz::expect(upstream.head().body == head.body, "the framing stays");
    std::string storage;
    fuzz::expect(normalizedPath(head.path, storage).find("/../") == std::string_view::npos, "no way leads up");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    RequestParser request(kLimits);
    const Progress asRequest = request.parse(bytes);
    expectTheSameInPieces(request, bytes, asRequest);
    if (asRequest == Progress::Done) {
        expectSoundFields(request, size);
        if (request.head().method != Method::Connect)
            expectSamePassage(request);
    }
    ResponseParser response(kLimits);
    const Progress asResponse = response.parse(bytes);
    expectTheSameInPieces(response, bytes, asResponse);
    if (asResponse == Progress::Done) {
        expectSoundFields(response, size);
        fuzz::expect(response.head().status >= 100 && response.head().status < 600, "a status has its range");
    }
    return 0;
}
