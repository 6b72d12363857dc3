using System.Net;
using System.Text.Json;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>What a line said, before it is known what it is a line of: the kind need not come first.</summary>
internal ref struct DecisionLineFields
{
    public string? Session;
    public string? Service;
    public string? User;
    public IPAddress? Source;
    public ulong Fingerprint;
    public FailureLimits? Limits;

    private ReadOnlySpan<byte> _result;
    private ReadOnlySpan<byte> _class;
    private ReadOnlySpan<byte> _why;
    private ReadOnlySpan<byte> _checkpoint;
    private ReadOnlySpan<byte> _action;
    private ReadOnlySpan<byte> _listed;
    private ReadOnlySpan<byte> _full;
    private ReadOnlySpan<byte> _withheld;
    private ReadOnlySpan<byte> _ruledClass;
    private bool _isProxied;
    private bool _hasNoLocation;
    private bool _isSuspect;
    private bool _isAlarmed;
    private long _count;
    private long _proven;
    private long _now;
    private long _age;
    private long _failures;
    private long _distinct;
    private long _connections;
    private long _preLogin;
    private long _serviceConnections;
    private long _serviceCap;
    private long _score;
    private long _highest;
    private long _ruleDelay;
    private long _delay;
    private long _deadline;

    /// <summary>Name of the kind.</summary>
    public ReadOnlySpan<byte> Kind { get; private set; }

    /// <summary>Number of the record.</summary>
    public long Number { get; private set; }

    /// <summary>Its time, in ticks.</summary>
    public long At { get; private set; }

    /// <summary>Takes a field that needs no memory beyond the line.</summary>
    public void Take(DecisionField field, ref Utf8JsonReader json)
    {
        switch (field)
        {
            case DecisionField.Kind: Kind = json.ValueSpan; break;
            case DecisionField.Number: Number = json.GetInt64(); break;
            case DecisionField.At: At = json.GetInt64(); break;
            case DecisionField.HasLocation: _hasNoLocation = !json.GetBoolean(); break;
            case DecisionField.Result: _result = json.ValueSpan; break;
            case DecisionField.Class: _class = json.ValueSpan; break;
            case DecisionField.Why: _why = json.ValueSpan; break;
            case DecisionField.Count: _count = json.GetInt64(); break;
            case DecisionField.Proven: _proven = json.GetInt64(); break;
            case DecisionField.Suspect: _isSuspect = json.GetBoolean(); break;
            case DecisionField.Alarm: _isAlarmed = json.GetBoolean(); break;
            case DecisionField.Checkpoint: _checkpoint = json.ValueSpan; break;
            case DecisionField.Now: _now = json.GetInt64(); break;
            case DecisionField.Age: _age = json.GetInt64(); break;
            case DecisionField.Failures: _failures = json.GetInt64(); break;
            case DecisionField.Distinct: _distinct = json.GetInt64(); break;
            case DecisionField.Connections: _connections = json.GetInt64(); break;
            case DecisionField.PreLogin: _preLogin = json.GetInt64(); break;
            case DecisionField.ServiceConnections: _serviceConnections = json.GetInt64(); break;
            case DecisionField.ServiceCap: _serviceCap = json.GetInt64(); break;
            case DecisionField.Proxied: _isProxied = json.GetBoolean(); break;
            case DecisionField.Full: _full = json.ValueSpan; break;
            case DecisionField.Score: _score = json.GetInt64(); break;
            case DecisionField.Highest: _highest = json.GetInt64(); break;
            case DecisionField.RuleDelay: _ruleDelay = json.GetInt64(); break;
            case DecisionField.RuledClass: _ruledClass = json.ValueSpan; break;
            case DecisionField.Withheld: _withheld = json.ValueSpan; break;
            case DecisionField.Action: _action = json.ValueSpan; break;
            case DecisionField.Listed: _listed = json.ValueSpan; break;
            case DecisionField.Delay: _delay = json.GetInt64(); break;
            case DecisionField.Deadline: _deadline = json.GetInt64(); break;
            default: json.Skip(); break;
        }
    }

    /// <summary>Makes the record; false when the line lacks what its kind needs.</summary>
    public readonly bool TryMake(out DecisionRecord record)
    {
        record = default;
        if (!EnumNames<DecisionKind>.TryFind(Kind, out var kind))
        {
            return false;
        }

        record = new DecisionRecord { Kind = kind, Number = Number, At = TimeSpan.FromTicks(At) };
        return kind switch
        {
            DecisionKind.Verdict => TryMakeVerdict(ref record),
            DecisionKind.Assessed => TryMakeAssessed(ref record),
            DecisionKind.Observed => TryMakeObserved(ref record),
            DecisionKind.Failures => MakeFailures(ref record),
            DecisionKind.Standing => MakeStanding(ref record),
            DecisionKind.Alarm => MakeAlarm(ref record),
            _ => false,
        };
    }

    private readonly LoginFacts Login() => new(User ?? string.Empty, Source)
    {
        HasLocation = !_hasNoLocation,
        PasswordFingerprint = Fingerprint,
        Service = Service ?? string.Empty,
        Session = Session ?? string.Empty,
        RuledClass = EnumNames<LoginClass>.TryFind(_ruledClass, out var ruled) ? ruled : null,
    };

    private readonly bool TryMakeAssessed(ref DecisionRecord record)
    {
        if (!EnumNames<LoginClass>.TryFind(_class, out var loginClass) || !TryFindOrDefault(_why, out EvidenceKinds because))
        {
            return false;
        }

        record = record with { Login = Login(), Answer = new DecisionAnswer { Assessment = new LoginAssessment(loginClass, because) } };
        return true;
    }

    private readonly bool TryMakeObserved(ref DecisionRecord record)
    {
        if (!EnumNames<LoginResult>.TryFind(_result, out var result))
        {
            return false;
        }

        record = record with { Login = Login(), Result = result };
        return true;
    }

    private readonly bool MakeFailures(ref DecisionRecord record)
    {
        record = record with { Login = Login(), Answer = new DecisionAnswer { Failures = (int)_count } };
        return true;
    }

    private readonly bool MakeStanding(ref DecisionRecord record)
    {
        record = record with { Login = Login(), Answer = new DecisionAnswer { Standing = new SourceStanding((int)_proven, _isSuspect) } };
        return true;
    }

    private readonly bool MakeAlarm(ref DecisionRecord record)
    {
        record = record with { Answer = new DecisionAnswer { IsAlarmed = _isAlarmed } };
        return true;
    }

    private readonly bool TryMakeVerdict(ref DecisionRecord record)
    {
        LoginClass loginClass = default;
        if (!EnumNames<Checkpoint>.TryFind(_checkpoint, out var checkpoint)
            || !EnumNames<VerdictAction>.TryFind(_action, out var action)
            || !TryFindOrDefault(_why, out VerdictReason reason)
            || !TryFindOrDefault(_full, out VerdictReason full)
            || !TryFindOrDefault(_withheld, out VerdictReason withheld)
            || !TryFindOrDefault(_listed, out ListFinding listed)
            || (!_class.IsEmpty && !EnumNames<LoginClass>.TryFind(_class, out loginClass)))
        {
            return false;
        }

        record = record with
        {
            Checkpoint = checkpoint,
            Facts = new ClientFacts
            {
                Session = Session,
                Service = Service,
                User = User,
                Source = Source,
                Now = TimeSpan.FromTicks(_now),
                CredentialAge = TimeSpan.FromTicks(_age),
                Failures = (int)_failures,
                DistinctFailures = (int)_distinct,
                IsProven = _proven != 0,
                Class = _class.IsEmpty ? null : loginClass,
                IsAlarmed = _isAlarmed,
                FailureLimits = Limits,
                Listed = listed,
                Connections = (int)_connections,
                PreLoginConnections = (int)_preLogin,
                ServiceConnections = (int)_serviceConnections,
                ServiceCap = (int)_serviceCap,
                IsProxied = _isProxied,
                Standing = new SourceStanding((int)_count, _isSuspect),
                Full = full,
                Score = (int)_score,
                HighestScore = (int)_highest,
                RuleDelay = TimeSpan.FromTicks(_ruleDelay),
            },
            Answer = new DecisionAnswer
            {
                Verdict = new Verdict(action, reason, TimeSpan.FromTicks(_delay), TimeSpan.FromTicks(_deadline)) { Withheld = withheld },
            },
        };
        return true;
    }

    private static bool TryFindOrDefault<T>(ReadOnlySpan<byte> name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name.IsEmpty || EnumNames<T>.TryFind(name, out value);
    }
}
