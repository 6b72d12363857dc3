namespace MailFront.SessionTests.Transport;

public sealed class UnixChannelTests : ChannelConformance<UnixWire>;
