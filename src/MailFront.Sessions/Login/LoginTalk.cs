namespace MailFront.Sessions.Login;

/// <summary>The loop of a dialogue: understand what is there, answer in one write, wait for more. The same for both protocols.</summary>
internal sealed class LoginTalk(DialogueContext context, DialogueWire wire, SaslTalk sasl)
{
    /// <summary>Runs until <paramref name="understand"/> hands over or the connection must end.</summary>
    public async ValueTask<TalkOutcome> RunAsync(Func<DialogueStep> understand)
    {
        var outcome = await TalkAsync(understand);
        return outcome.End == TalkEnd.Closed ? outcome with { Credential = sasl.Leave() } : outcome;
    }

    private async ValueTask<TalkOutcome> TalkAsync(Func<DialogueStep> understand)
    {
        while (true)
        {
            if (wire.CountsTooMany(context.Settings.Login.MaxCommands))
            {
                return await wire.CloseAsync(LastWords.Of(context.Service.Protocol, CloseReason.TooManyCommands), CloseReason.TooManyCommands);
            }

            var step = understand();
            if (step.Kind == DialogueStepKind.Exchange)
            {
                step = await sasl.AdvanceAsync();
            }

            if (!await wire.SendAsync())
            {
                return Dropped(step);
            }

            if (step.Kind == DialogueStepKind.Leave)
            {
                return step.Outcome;
            }

            if (step.Kind == DialogueStepKind.More && await wire.ReceiveAsync() is { } reason)
            {
                return TalkOutcome.Close(reason);
            }
        }
    }

    private static TalkOutcome Dropped(DialogueStep step)
    {
        step.Outcome.Credential?.Dispose();
        return TalkOutcome.Close(CloseReason.ClientBroken);
    }
}
