namespace MailFront.UnitTests.Directory.Transfer;

/// <summary>Gives its bytes in pieces: up to the cut, then from it; or, with a step, so many at a time.</summary>
internal sealed class TrickleStream(byte[] content, int cut, int step = int.MaxValue) : MemoryStream(content)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        var most = Position < cut ? cut - (int)Position : int.MaxValue;
        return base.Read(buffer, offset, Math.Min(count, Math.Min(most, step)));
    }
}
