namespace MailFront.Load.Stub;

/// <summary>The stub's side of one connection.</summary>
internal interface IStubDialogue
{
    /// <summary>True when the connection closes after the output was sent.</summary>
    bool IsOver { get; }

    /// <summary>What is sent first.</summary>
    void Greet(StubOutput output);

    /// <summary>Answers the first complete command in the input; returns its length, or 0 when more input is needed.</summary>
    int Answer(ReadOnlySpan<byte> input, StubOutput output);
}
