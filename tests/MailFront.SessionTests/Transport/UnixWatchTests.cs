namespace MailFront.SessionTests.Transport;

public sealed class UnixWatchTests : WatchConformance<UnixWire>;
