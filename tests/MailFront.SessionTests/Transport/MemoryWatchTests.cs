namespace MailFront.SessionTests.Transport;

public sealed class MemoryWatchTests : WatchConformance<MemoryWire>;
