namespace MailFront.TestKit.Eviction;

/// <summary>Who goes when it is full.</summary>
public enum EvictionRuleKind
{
    /// <summary>MailFront: the highest score.</summary>
    WorstFirst,

    /// <summary>Dovecot's <c>client_destroy_oldest</c>: the oldest that waits for nothing.</summary>
    OldestFirst,

    /// <summary>Nobody; newcomers are refused (Cyrus' <c>maxchild</c>, nginx' <c>worker_connections</c>).</summary>
    NewestDropped,

    /// <summary>OpenSSH's <c>MaxStartups 10:30:100</c>: newcomers are refused by chance, the more the fuller it is.</summary>
    RandomEarly,
}
