namespace MailFront.Admin.Sessions;

/// <summary>A part of the server that has something to say by <c>mailfront ctl explain</c>.</summary>
public interface IExplanationSource
{
    /// <summary>
    /// Sentences about <paramref name="subject"/>: what is known, decided, and why. No secret; what clients sent goes through
    /// <c>LoggableText</c>. Changes nothing, so that the same question has the same answer.
    /// </summary>
    IEnumerable<string> Explain(ExplanationSubject subject);
}
