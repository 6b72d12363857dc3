using System.Threading.Channels;

namespace MailFront.Decisions;

/// <summary>Reads decision logs of any length in bounded memory, one batch ahead of whoever plays them.</summary>
internal sealed class DecisionLogReader
{
    private const int BufferBytes = 1 << 20;
    private const byte EndOfLine = (byte)'\n';

    // One is filled, one is played, one waits on each side.
    private const int Batches = 4;

    private readonly DecisionLineReader _lines = new();
    private readonly Channel<DecisionBatch> _full = Channel.CreateBounded<DecisionBatch>(Batches);
    private readonly Channel<DecisionBatch> _empty = Channel.CreateBounded<DecisionBatch>(Batches);

    /// <summary>A reader; <see cref="ReadAsync"/> fills <see cref="Filled"/>.</summary>
    public DecisionLogReader()
    {
        for (var i = 0; i < Batches; i++)
        {
            _empty.Writer.TryWrite(new DecisionBatch());
        }
    }

    /// <summary>Batches in the order of the log; each goes back by <see cref="Return"/>.</summary>
    public ChannelReader<DecisionBatch> Filled => _full.Reader;

    /// <summary>Lines read that are no part of a decision log.</summary>
    public long Garbage { get; private set; }

    /// <summary>Logs whose last line was cut, as when a process is killed while it writes.</summary>
    public int Cut { get; private set; }

    /// <summary>Takes a batch back.</summary>
    public void Return(DecisionBatch batch)
    {
        batch.Clear();
        _empty.Writer.TryWrite(batch);
    }

    /// <summary>Reads <paramref name="logs"/> one after the other. Never leaves the other side waiting: an error ends <see cref="Filled"/>.</summary>
    public async Task ReadAsync(IReadOnlyList<Stream> logs, CancellationToken cancellationToken)
    {
        // From here on beside whoever plays: files are read without a pause.
        await Task.Yield();
        try
        {
            foreach (var log in logs)
            {
                await ReadOneAsync(log, cancellationToken);
            }

            _full.Writer.Complete();
        }
        catch (Exception e)
        {
            _full.Writer.Complete(e);
        }
    }

    private async Task ReadOneAsync(Stream log, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var have = 0;
        var isSkipping = false;
        var batch = await _empty.Reader.ReadAsync(cancellationToken);
        while (true)
        {
            var read = await log.ReadAsync(buffer.AsMemory(have), cancellationToken);
            if (read == 0)
            {
                break;
            }

            have += read;
            var used = 0;
            while (buffer.AsSpan(used, have - used).IndexOf(EndOfLine) is >= 0 and var length)
            {
                if (isSkipping)
                {
                    isSkipping = false;
                }
                else if (!TryAdd(batch, buffer.AsSpan(used, length)))
                {
                    batch = await PassOnAsync(batch, cancellationToken);
                    TryAdd(batch, buffer.AsSpan(used, length));
                }

                used += length + 1;
            }

            have -= used;
            if (have == buffer.Length)
            {
                // No line of ours is that long.
                Garbage += isSkipping ? 0 : 1;
                isSkipping = true;
                have = 0;
            }

            buffer.AsSpan(used, have).CopyTo(buffer);
        }

        Cut += have > 0 && !isSkipping ? 1 : 0;
        await PassOnAsync(batch, cancellationToken, isLast: true);
    }

    private async ValueTask<DecisionBatch> PassOnAsync(DecisionBatch batch, CancellationToken cancellationToken, bool isLast = false)
    {
        await _full.Writer.WriteAsync(batch, cancellationToken);
        return isLast ? batch : await _empty.Reader.ReadAsync(cancellationToken);
    }

    // False when the line must begin a new batch.
    private bool TryAdd(DecisionBatch batch, ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return true;
        }

        if (batch.IsFull)
        {
            return false;
        }

        if (!_lines.TryRead(line, out var record))
        {
            Garbage++;
            return true;
        }

        if (_lines.Header is null)
        {
            batch.Add(record);
            return true;
        }

        if (!batch.IsEmpty)
        {
            return false;
        }

        batch.Header = _lines.Header;
        return true;
    }
}
