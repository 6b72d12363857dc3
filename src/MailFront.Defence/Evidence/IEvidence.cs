namespace MailFront.Defence.Evidence;

/// <summary>A record of a table that may not grow.</summary>
internal interface IEvidence
{
    /// <summary>Whose record it is; 0 for a free place.</summary>
    ulong Key { get; set; }

    /// <summary>How much would be lost with the record at <paramref name="now"/>, in seconds of the table's clock; 0 or less when it is out of date.</summary>
    float WeightAt(uint now);
}
