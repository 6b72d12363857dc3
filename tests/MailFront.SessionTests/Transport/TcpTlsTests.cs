namespace MailFront.SessionTests.Transport;

public sealed class TcpTlsTests : TlsConformance<TcpWire>;
