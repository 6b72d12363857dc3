namespace MailFront.SessionTests.Login;

/// <summary>One failed login as the client sees it.</summary>
/// <param name="Took">From the credential to the end of the answer.</param>
/// <param name="Said">All that the server said until it closed.</param>
internal sealed record FailureSample(TimeSpan Took, string Said);
