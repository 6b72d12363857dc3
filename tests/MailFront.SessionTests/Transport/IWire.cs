using MailFront.Transport;

namespace MailFront.SessionTests.Transport;

/// <summary>A way to join two channels: what the conformance suite runs over. A new engine adds one.</summary>
public interface IWire
{
    ValueTask<(Channel Client, Channel Server)> ConnectAsync();
}
