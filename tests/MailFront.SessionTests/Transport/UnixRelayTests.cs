namespace MailFront.SessionTests.Transport;

public sealed class UnixRelayTests : RelayConformance<UnixWire>;
