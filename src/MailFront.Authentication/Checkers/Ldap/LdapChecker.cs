using MailFront.Protocol.Ldap;
using MailFront.Transport.Outbound;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>
/// Asks an LDAP server by binding as the user: directly under a name made from a template, or after a search for the entry. One for each server.
/// An empty password is refused here: a server would take it for an anonymous bind and say yes (RFC 4513 §5.1.2).
/// </summary>
public sealed class LdapChecker : IPasswordChecker, IAsyncDisposable
{
    // The entry nobody has. A user whom the search does not find costs a bind as well, so that the round trips do not tell who exists.
    private const string NobodysName = "cn=mailfront-nobody";

    private readonly LdapServer _server;
    private readonly LdapTemplate? _bindDn;
    private readonly LdapEntrySearch? _search;
    private readonly LdapPool _binds;
    private readonly LdapPool? _searches;

    /// <summary>A checker that binds under a name made from <paramref name="bindDn"/>.</summary>
    public LdapChecker(LdapServer server, LdapTemplate bindDn, OutboundConnector connector, TimeProvider time)
        : this(server, connector, time) => _bindDn = bindDn;

    /// <summary>A checker that searches for the user's entry and binds as that.</summary>
    public LdapChecker(LdapServer server, LdapEntrySearch search, OutboundConnector connector, TimeProvider time)
        : this(server, connector, time)
    {
        _search = search;
        _searches = new LdapPool(new LdapOpener(server, connector, search.SearchDn, search.SearchPassword), server, time);
    }

    private LdapChecker(LdapServer server, OutboundConnector connector, TimeProvider time)
    {
        _server = server;

        // A connection on which users bind is bound as one of them afterwards, so it never searches.
        _binds = new LdapPool(new LdapOpener(server, connector, name: null, password: null), server, time);
    }

    /// <inheritdoc/>
    public string Name => "ldap";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (question.Password.Length == 0)
        {
            return new CheckOutcome(CheckVerdict.Wrong, "empty password");
        }

        var user = new LdapUser(question.User);
        if (HasInsignificantSpace(user.Name) || HasInsignificantSpace(user.Local) || HasInsignificantSpace(user.Domain))
        {
            return new CheckOutcome(CheckVerdict.UnknownUser, "a name that LDAP would take for another one");
        }

        CheckOutcome outcome = _search is null
            ? await BindDirectlyAsync(user, question, cancellationToken)
            : await SearchAndBindAsync(_search, user, question, cancellationToken);
        return outcome with { Detail = outcome.Detail is null ? null : $"{_server.Uri}: {outcome.Detail}" };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _binds.DisposeAsync();
        if (_searches is not null)
        {
            await _searches.DisposeAsync();
        }
    }

    // LDAP's comparison drops such blanks (RFC 4518 §2.6.1): the password would be right under names that no directory, limit or backend knows.
    private static bool HasInsignificantSpace(string name) =>
        name.StartsWith(' ') || name.EndsWith(' ') || name.Contains("  ", StringComparison.Ordinal);

    private async ValueTask<CheckOutcome> BindDirectlyAsync(LdapUser user, PasswordQuestion question, CancellationToken cancellationToken) =>
        _bindDn is not null && _bindDn.FitsFor(user)
            ? await BindAsync(_bindDn.ToDn(user), question, cancellationToken)
            : new CheckOutcome(CheckVerdict.UnknownUser, "the user name lacks a part that the bind DN needs");

    private async ValueTask<CheckOutcome> SearchAndBindAsync(
        LdapEntrySearch search, LdapUser user, PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (!search.Base.FitsFor(user) || !search.Filter.FitsFor(user))
        {
            return new CheckOutcome(CheckVerdict.UnknownUser, "the user name lacks a part that the search needs");
        }

        string searchBase = search.Base.ToDn(user);
        int timeLimit = Math.Max(1, (int)_server.ConnectTimeout.TotalSeconds);
        LdapAnswer found = await AskAsync(
            _searches!, connection => connection.SearchAsync(searchBase, search.Scope, search.Filter, user, timeLimit), cancellationToken);
        if (Examine(found, search) is { } failure)
        {
            return failure;
        }

        if (found.Entries is [var entry])
        {
            return await BindAsync(entry, question, cancellationToken);
        }

        CheckOutcome ofNobody = await BindAsync(searchBase.Length == 0 ? NobodysName : $"{NobodysName},{searchBase}", question, cancellationToken);
        return ofNobody.Verdict == CheckVerdict.Unavailable ? ofNobody : new CheckOutcome(CheckVerdict.UnknownUser, "no entry found");
    }

    // Null when the search was answered with one entry or none.
    private static CheckOutcome? Examine(in LdapAnswer found, LdapEntrySearch search)
    {
        bool isNone = found.Code == LdapResultCode.NoSuchObject && search.Base.HasVariables;
        string? problem = found.Trouble
            ?? (found.Entries.Count > 1 || found.Code == LdapResultCode.SizeLimitExceeded ? "several entries match the user"
            : found.Code != LdapResultCode.Success && !isNone ? $"the search is answered {LdapVerdicts.Describe(found.Code)}"
            : found.Entries is [""] ? "the entry that matches has no name to bind with"
            : null);
        return problem is null ? null : new CheckOutcome(CheckVerdict.Unavailable, problem);
    }

    private async ValueTask<CheckOutcome> BindAsync(string name, PasswordQuestion question, CancellationToken cancellationToken) =>
        LdapVerdicts.Judge(await AskAsync(_binds, connection => connection.BindAsync(name, question.Password), cancellationToken));

    private static async ValueTask<LdapAnswer> AskAsync(
        LdapPool pool, Func<LdapConnection, ValueTask<LdapAnswer>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            LdapOpening opening = await pool.RentAsync(cancellationToken);
            if (opening.Connection is not { } connection)
            {
                return LdapAnswer.Failed(opening.Trouble ?? string.Empty);
            }

            bool isUsable = false;
            try
            {
                LdapAnswer answer;
                await using (cancellationToken.UnsafeRegister(static state => ((LdapConnection)state!).Abort(), connection))
                {
                    answer = await ask(connection);
                }

                cancellationToken.ThrowIfCancellationRequested();
                isUsable = answer.LeavesConnectionUsable;

                // The server may have closed a connection while it lay idle; a fresh one tells whether the server is there. Ends, as idle ones do.
                if (answer.Trouble is null || opening.IsFresh)
                {
                    return answer;
                }
            }
            finally
            {
                await (isUsable ? pool.ReturnAsync(connection) : connection.AbandonAsync());
            }
        }
    }
}
