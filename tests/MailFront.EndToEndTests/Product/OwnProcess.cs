using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>Tests that start a MailFront of their own, with their own settings, before shared Dovecots.</summary>
[CollectionDefinition(Name)]
public sealed class OwnProcess : ICollectionFixture<DovecotPair>
{
    public const string Name = "Own process before Dovecot";
}
