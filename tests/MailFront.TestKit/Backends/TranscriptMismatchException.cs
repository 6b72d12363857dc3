namespace MailFront.TestKit.Backends;

/// <summary>What the code under test sent is not what the transcript says.</summary>
public sealed class TranscriptMismatchException : Exception
{
    public TranscriptMismatchException(string message)
        : base(message)
    {
    }

    public TranscriptMismatchException()
    {
    }

    public TranscriptMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
