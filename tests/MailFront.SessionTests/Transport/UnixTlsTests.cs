namespace MailFront.SessionTests.Transport;

public sealed class UnixTlsTests : TlsConformance<UnixWire>;
