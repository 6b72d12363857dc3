namespace MailFront.SessionTests.Transport;

public sealed class MemoryRelayTests : RelayConformance<MemoryWire>;
