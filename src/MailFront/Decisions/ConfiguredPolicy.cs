using MailFront.Authentication.Names;
using MailFront.Composition;
using MailFront.Configuration;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Serving;

namespace MailFront.Decisions;

/// <summary>The policy of an imapd.conf, as the server would make it of that file.</summary>
internal sealed class ConfiguredPolicy : IAlternativePolicy
{
    private readonly PolicyFile _file;
    private readonly DefenceOptions _options;
    private readonly Dictionary<string, FailureLimits> _limits = new(StringComparer.Ordinal);

    /// <summary>Of <paramref name="file"/>, in a process that can hold <paramref name="capacity"/> connections.</summary>
    public ConfiguredPolicy(PolicyFile file, int capacity)
    {
        _file = file;
        var names = new UserNamePolicy(ServiceMapping.Names(file.Of(string.Empty).Login));
        _options = Capacity.Of(file.Process, file.Access, capacity).With(ListMapping.Snapshot(file.Lists, file.Lists.AllowFile, file.Lists.DenyFile, names));
    }

    /// <inheritdoc/>
    public DefenceOptions Options(DefenceOptions recorded) => _options;

    /// <inheritdoc/>
    public FailureLimits? Limits(string? service, FailureLimits? recorded)
    {
        var name = service ?? string.Empty;
        if (!_limits.TryGetValue(name, out var limits))
        {
            var policy = _file.Of(name);
            limits = ServiceMapping.Failures(policy.Login, policy.Deadlines);
            _limits.Add(name, limits);
        }

        return limits;
    }
}
