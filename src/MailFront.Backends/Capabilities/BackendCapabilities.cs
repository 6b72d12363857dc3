using MailFront.Backends.Registry;
using MailFront.Protocol;

namespace MailFront.Backends.Capabilities;

/// <summary>
/// Remembers what each backend offered before and after login, so that the frontend's own CAPABILITY never promises
/// what some backend lacks. Thread-safe; a login that brings nothing new takes no lock.
/// </summary>
public sealed class BackendCapabilities
{
    /// <summary>Most backends remembered; those that only the directory names count too.</summary>
    public const int MaxBackends = 4096;

    private readonly BackendRegistry _registry;
    private readonly Lock _lock = new();
    private volatile Dictionary<BackendService, Offer> _offers = [];
    private volatile Computed? _imap;
    private volatile Computed? _pop3;

    /// <summary>Starts knowing nothing.</summary>
    /// <param name="registry">Says which backends there are to be known.</param>
    public BackendCapabilities(BackendRegistry registry) => _registry = registry;

    /// <summary>The intersection over the backends known so far; cheap, computed anew only after a change.</summary>
    public CapabilitySnapshot Current(MailProtocol protocol)
    {
        var backends = _registry.All;
        var offers = _offers;
        var cached = protocol == MailProtocol.Imap ? _imap : _pop3;
        if (cached is not null && ReferenceEquals(cached.Backends, backends) && ReferenceEquals(cached.Offers, offers))
        {
            return cached.Snapshot;
        }

        var computed = new Computed(backends, offers, Intersect(protocol, backends, offers));
        if (protocol == MailProtocol.Imap)
        {
            _imap = computed;
        }
        else
        {
            _pop3 = computed;
        }

        return computed.Snapshot;
    }

    /// <summary>What one backend offered to a user who is logged in; null while that is not known.</summary>
    public CapabilitySet? AfterLogin(string backend, MailProtocol protocol) =>
        _offers.GetValueOrDefault(new BackendService(backend, protocol))?.AfterLogin;

    /// <summary>Remembers what a backend offered before login.</summary>
    internal void RecordBeforeLogin(string backend, MailProtocol protocol, CapabilitySet offered) =>
        Record(new BackendService(backend, protocol), offer => offer.BeforeLogin, (offer, set) => offer with { BeforeLogin = set }, offered);

    /// <summary>Remembers what a backend offered after login.</summary>
    internal void RecordAfterLogin(string backend, MailProtocol protocol, CapabilitySet offered) =>
        Record(new BackendService(backend, protocol), offer => offer.AfterLogin, (offer, set) => offer with { AfterLogin = set }, offered);

    private static CapabilitySnapshot Intersect(
        MailProtocol protocol, IReadOnlyList<BackendEndpoint> backends, Dictionary<BackendService, Offer> offers)
    {
        var configured = backends.Select(backend => new BackendService(backend.Name, protocol)).ToHashSet();
        CapabilitySet? common = null;
        var known = 0;
        foreach (var (service, offer) in offers.OrderBy(pair => pair.Key.Backend, StringComparer.OrdinalIgnoreCase))
        {
            // A backend that a reload took away must not limit the others for ever.
            if (service.Protocol == protocol && (!offer.WasConfigured || configured.Contains(service)))
            {
                known++;
                common = common?.Intersect(offer.Whole) ?? offer.Whole;
            }
        }

        return new CapabilitySnapshot(common ?? CapabilitySet.Empty, known, known > 0 && configured.All(offers.ContainsKey));
    }

    private void Record(
        BackendService service, Func<Offer, CapabilitySet?> read, Func<Offer, CapabilitySet, Offer> write, CapabilitySet offered)
    {
        if (IsKnown(_offers, service, read, offered))
        {
            return;
        }

        lock (_lock)
        {
            var offers = _offers;
            var isNew = !offers.TryGetValue(service, out var offer);
            if (IsKnown(offers, service, read, offered) || (isNew && offers.Count >= MaxBackends))
            {
                return;
            }

            _offers = new Dictionary<BackendService, Offer>(offers) { [service] = write(offer ?? new Offer(null, null, _registry.Find(service.Backend) is not null), offered) };
        }
    }

    private static bool IsKnown(
        Dictionary<BackendService, Offer> offers, BackendService service, Func<Offer, CapabilitySet?> read, CapabilitySet offered) =>
        offers.TryGetValue(service, out var offer) && read(offer)?.SameAs(offered) == true;

    private sealed record Offer(CapabilitySet? BeforeLogin, CapabilitySet? AfterLogin, bool WasConfigured)
    {
        /// <summary>Both lists: Cyrus names ID and ENABLE in both, IDLE only after login.</summary>
        public CapabilitySet Whole => (AfterLogin, BeforeLogin) switch
        {
            ({ } after, { } before) => after.Union(before),
            ({ } after, null) => after,
            (null, { } before) => before,
            _ => CapabilitySet.Empty,
        };
    }

    private sealed record Computed(IReadOnlyList<BackendEndpoint> Backends, Dictionary<BackendService, Offer> Offers, CapabilitySnapshot Snapshot);
}
