namespace MailFront.SessionTests.Transport;

public sealed class TcpRelayTests : RelayConformance<TcpWire>;
