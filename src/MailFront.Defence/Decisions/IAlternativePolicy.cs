namespace MailFront.Defence.Decisions;

/// <summary>What another configuration would have put in place of what was in force.</summary>
public interface IAlternativePolicy
{
    /// <summary>The options of the engine instead of <paramref name="recorded"/>.</summary>
    DefenceOptions Options(DefenceOptions recorded);

    /// <summary>What a failure costs at <paramref name="service"/>, null for none in particular, instead of <paramref name="recorded"/>.</summary>
    FailureLimits? Limits(string? service, FailureLimits? recorded);
}
