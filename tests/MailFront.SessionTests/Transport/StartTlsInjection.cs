namespace MailFront.SessionTests.Transport;

/// <summary>A STARTTLS command with an injected one behind it, cut in two at every byte.</summary>
public static class StartTlsInjection
{
    public const string StartTls = "a STARTTLS\r\n";
    public const string Injected = "b NOOP\r\n";

    public static TheoryData<int> Splits => [.. Enumerable.Range(0, (StartTls + Injected).Length + 1)];
}
