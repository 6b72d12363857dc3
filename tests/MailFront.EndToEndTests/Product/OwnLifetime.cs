using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>Tests that start, reload, exhaust and stop a MailFront of their own; apart from <see cref="OwnProcess"/> only to run beside it.</summary>
[CollectionDefinition(Name)]
public sealed class OwnLifetime : ICollectionFixture<DovecotPair>
{
    public const string Name = "Own lifetime before Dovecot";
}
