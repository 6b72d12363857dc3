namespace MailFront.SessionTests.Transport;

public sealed class TcpWatchTests : WatchConformance<TcpWire>;
