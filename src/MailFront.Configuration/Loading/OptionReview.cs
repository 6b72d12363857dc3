using MailFront.Configuration.ImapdConf;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Goes over each line of imapd.conf and says which are not honoured, and which are no option at all.</summary>
internal sealed class OptionReview
{
    private const string Later = "not served yet: no effect";
    private const string SpokenToBackends = "PLAIN";

    private readonly ImapdConfFile _file;
    private readonly ImapdConfFile _main;
    private readonly IReadOnlyCollection<string> _services;
    private readonly HashSet<string> _listeners;
    private readonly HashSet<string> _backends;
    private readonly DiagnosticBag _diagnostics;

    /// <summary>Prepares a review.</summary>
    /// <param name="file">The file with its includes.</param>
    /// <param name="main">The imapd.conf of the process; the same unless a service has its own.</param>
    /// <param name="services">Names of all entries of cyrus.conf.</param>
    /// <param name="listeners">Those that MailFront serves.</param>
    /// <param name="backends">Backends by short name.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public OptionReview(
        ImapdConfFile file,
        ImapdConfFile main,
        IEnumerable<string> services,
        IEnumerable<ListenerSettings> listeners,
        BackendCatalogue backends,
        DiagnosticBag diagnostics)
    {
        _file = file;
        _main = main;
        _services = [.. services.Select(name => name.ToLowerInvariant()).OrderByDescending(name => name.Length)];
        _listeners = [.. listeners.Select(listener => listener.Name.ToLowerInvariant())];
        _backends = [.. backends.Named.Select(backend => backend.Name)];
        _diagnostics = diagnostics;
    }

    /// <summary>Tells everything.</summary>
    public void Tell()
    {
        foreach (var value in _file.InOrder)
        {
            if (!TellMisplaced(value) && !TellFixed(value, value.Name) && !TellOverride(value) && !TellFamily(value, value.Name))
            {
                TellStranger(value);
            }
        }
    }

    private bool TellMisplaced(ImapdConfValue value)
    {
        var isMisplaced = _file != _main && OptionFamilies.IsPerService(value.Name) == false && _main.Find(value.Name)?.Text != value.Text;
        if (isMisplaced)
        {
            _diagnostics.Warning(
                value.Place,
                value.Name,
                $"{value.Name} counts for the whole process, and this file is read for one service",
                $"ignored: {_main.Path} counts");
        }

        return isMisplaced;
    }

    private bool TellFixed(ImapdConfValue value, string name)
    {
        if (MailFrontOptions.Find(name) is { } own)
        {
            if (!own.IsServed)
            {
                _diagnostics.Note(value.Place, value.Name, $"{value.Name} belongs to a part of MailFront that is not there yet", Later);
            }

            return true;
        }

        if (OptionCatalogue.Find(name) is { } option)
        {
            TellCyrus(value, name, option);
            return true;
        }

        return false;
    }

    private void TellCyrus(ImapdConfValue value, string name, CyrusOption option)
    {
        CheckType(value, option);
        switch (option.Role)
        {
            case OptionRole.Relayed:
                _diagnostics.Note(
                    value.Place,
                    value.Name,
                    $"{value.Name} is not MailFront's to decide",
                    "sessions are relayed: the user's backend applies its own setting");
                break;
            case OptionRole.Later when !IsOff(value, option):
                _diagnostics.Note(value.Place, value.Name, $"{value.Name} is not honoured", Later);
                break;
            case OptionRole.Unsafe when !IsOff(value, option):
                _diagnostics.Warning(
                    value.Place,
                    value.Name,
                    $"{value.Name} is not honoured, and somebody may rely on it",
                    "no effect here: the backends still apply their own setting");
                break;
            case OptionRole.Dead:
                _diagnostics.Note(value.Place, value.Name, $"{value.Name} is declared by Cyrus, but never read", "no effect, as in Cyrus");
                break;
            case OptionRole.Deprecated:
                TellDeprecated(value, name, option);
                break;
            case OptionRole.Elsewhere:
                _diagnostics.Note(value.Place, value.Name, $"{value.Name} has no meaning on a front door", OptionCatalogue.Explain(option.Area));
                break;
            default:
                break;
        }
    }

    // What MailFront does not do is what somebody who switches it off asks for.
    private static bool IsOff(ImapdConfValue value, CyrusOption option) =>
        option.Type == OptionType.Switch && SwitchValue.TryParse(value.Text, out var isOn) && !isOn;

    private void TellDeprecated(ImapdConfValue value, string name, CyrusOption option)
    {
        var replacement = value.Name[..^name.Length] + option.Area;
        if (_file.Find(replacement) is not null)
        {
            _diagnostics.Warning(
                value.Place,
                value.Name,
                $"{value.Name} is the old name of {replacement}, which is set too",
                $"{replacement} counts");
        }
        else
        {
            _diagnostics.Note(value.Place, value.Name, $"{value.Name} is the old name of {replacement}", "read under the new name");
        }
    }

    private void CheckType(ImapdConfValue value, CyrusOption option)
    {
        var isGood = option.Role is OptionRole.Used or OptionRole.Process || option.Type switch
        {
            OptionType.Switch => SwitchValue.TryParse(value.Text, out _),
            OptionType.Int => IntegerValue.TryParse(value.Text, out _),
            OptionType.Duration => DurationValue.TryParse(value.Text, DurationUnit.Seconds, out _),
            OptionType.ByteSize => ByteSizeValue.TryParse(value.Text, bareUnit: 1, out _),
            _ => true,
        };
        if (!isGood)
        {
            _diagnostics.Warning(
                value.Place,
                value.Name,
                $"{value.Name}: '{value.Text}' is no {option.Type.ToString().ToLowerInvariant()}: Cyrus does not start with it",
                "no effect here");
        }
    }

    private bool TellFamily(ImapdConfValue value, string name)
    {
        if (OptionFamilies.Explain(name) is { } explanation)
        {
            _diagnostics.Note(value.Place, value.Name, $"{value.Name} has no meaning on a front door", explanation);
            return true;
        }

        if (OptionFamilies.BackendOf(name, out var isHonoured) is not { } backend)
        {
            return false;
        }

        if (!isHonoured)
        {
            TellMechanisms(value);
        }
        else if (!_backends.Contains(backend))
        {
            _diagnostics.Note(
                value.Place,
                value.Name,
                $"no mailfront_backend_{backend} and no serverlist names backend '{backend}'",
                "used when a user's entry names it");
        }

        return true;
    }

    private void TellMechanisms(ImapdConfValue value)
    {
        if (!WordList.Split(value.Text).Contains(SpokenToBackends, StringComparer.OrdinalIgnoreCase))
        {
            _diagnostics.Warning(
                value.Place,
                value.Name,
                $"{value.Name} leaves out {SpokenToBackends}, the only mechanism MailFront speaks to backends",
                $"{SpokenToBackends} is used");
        }
    }

    private bool TellOverride(ImapdConfValue value)
    {
        foreach (var service in _services)
        {
            if (!value.Name.StartsWith(service + "_", StringComparison.Ordinal))
            {
                continue;
            }

            var name = value.Name[(service.Length + 1)..];
            var scope = OptionFamilies.IsPerService(name);
            if (scope is null)
            {
                continue;
            }

            if (!_listeners.Contains(service))
            {
                _diagnostics.Note(value.Place, value.Name, $"{value.Name} is for service '{service}', which MailFront does not serve", "no effect");
            }
            else if (scope == false)
            {
                _diagnostics.Warning(value.Place, value.Name, $"{name} counts for the whole process, not for one service", $"ignored: set {name}");
            }
            else if (!TellFixed(value, name))
            {
                TellFamily(value, name);
            }

            return true;
        }

        return false;
    }

    private void TellStranger(ImapdConfValue value)
    {
        var underscore = value.Name.IndexOf('_', StringComparison.Ordinal);
        if (OptionFamilies.NearestName(value.Name) is { } near)
        {
            _diagnostics.Warning(value.Place, value.Name, $"unknown option '{value.Name}'; did you mean '{near}'?", "ignored");
        }
        else if (underscore > 0 && OptionFamilies.IsPerService(value.Name[(underscore + 1)..]) is not null)
        {
            _diagnostics.Warning(
                value.Place,
                value.Name,
                $"cyrus.conf has no service '{value.Name[..underscore]}' to which {value.Name} could belong",
                "ignored");
        }
        else
        {
            _diagnostics.Warning(value.Place, value.Name, $"unknown option '{value.Name}'", "ignored");
        }
    }
}
