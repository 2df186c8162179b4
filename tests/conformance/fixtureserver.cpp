// The fixtures of the conformance suite, served by the real protocol library on stdin and stdout.

#include <csignal>

#include <QCoreApplication>

#include "fixtures.h"

#include "mcp/bytechannel.h"
#include "mcp/session.h"
#include "mcp/toolregistry.h"

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication app(argc, argv);
    mcp::ToolRegistry tools;
    addFixtureTools(tools);

    mcp::StandardStreams streams = mcp::takeStandardStreams();
    mcp::ByteChannel channel(std::move(streams.input), std::move(streams.output));
    mcp::ServerInfo info;
    info.name = u"jobdeck-conformance"_s;
    info.title = u"Fixtures of the conformance suite"_s;
    mcp::Session session(info, tools);
    QObject::connect(&channel, &mcp::ByteChannel::received, &session, &mcp::Session::receive);
    QObject::connect(&session, &mcp::Session::send, &channel, &mcp::ByteChannel::write);
    QObject::connect(&channel, &mcp::ByteChannel::inputEnded, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(&channel, &mcp::ByteChannel::outputClosed, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
