namespace MailFront.SessionTests.Transport;

public sealed class TcpChannelTests : ChannelConformance<TcpWire>;
