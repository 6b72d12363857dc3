namespace MailFront.SessionTests.Transport;

public sealed class MemoryChannelTests : ChannelConformance<MemoryWire>;
