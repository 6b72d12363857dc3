namespace MailFront.SessionTests.Transport;

public sealed class MemoryTlsTests : TlsConformance<MemoryWire>;
