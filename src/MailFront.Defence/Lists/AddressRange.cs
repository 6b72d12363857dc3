namespace MailFront.Defence.Lists;

/// <summary>Addresses of one family, both ends included, as <see cref="NetworkPrefix.First"/> writes them.</summary>
public readonly record struct AddressRange(UInt128 First, UInt128 Last);
