using System.Text;
using MailFront.Authentication.Mechanisms;

namespace MailFront.UnitTests.Authentication.Mechanisms;

/// <summary>Speaks to exchanges in text.</summary>
internal static class Spoken
{
    public static ValueTask<SaslStep> SayAsync(this ISaslExchange exchange, string text) =>
        exchange.RespondAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);

    public static string Text(this SaslStep step)
    {
        Assert.Equal(SaslStepKind.Challenge, step.Kind);
        return Encoding.UTF8.GetString(Convert.FromBase64String(step.Challenge));
    }

    public static Credential Credential(this SaslStep step)
    {
        Assert.Equal(SaslStepKind.Credential, step.Kind);
        return step.Credential ?? throw new InvalidOperationException("no credential");
    }
}
