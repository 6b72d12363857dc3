namespace MailFront.TestKit.Streams;

/// <summary>One direction of an in-memory connection: a ring of bounded size with one reader and one writer.</summary>
internal sealed class BoundedPipe(int capacity)
{
    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[capacity];
    private int _head;
    private int _count;
    private bool _isEnded;
    private bool _isBroken;
    private bool _isWakeAsked;
    private TaskCompletionSource? _reader;
    private TaskCompletionSource? _writer;
    private TaskCompletionSource _readerIsWaiting = NewSource();

    /// <summary>Completes when the reader waits and nothing is there for it.</summary>
    public Task WhenReaderIsWaiting
    {
        get
        {
            lock (_lock)
            {
                return _readerIsWaiting.Task;
            }
        }
    }

    /// <summary>Answers as <c>TransportStream.Receive</c>.</summary>
    public int Read(Span<byte> destination)
    {
        lock (_lock)
        {
            if (_isBroken)
            {
                return -2;
            }

            if (_count == 0)
            {
                return _isEnded ? 0 : -1;
            }

            var taken = Math.Min(destination.Length, _count);
            for (var i = 0; i < taken; i++)
            {
                destination[i] = _ring[(_head + i) % _ring.Length];
            }

            _head = (_head + taken) % _ring.Length;
            _count -= taken;
            Complete(ref _writer);
            return taken;
        }
    }

    public bool CanRead()
    {
        lock (_lock)
        {
            return _count > 0 || _isEnded || _isBroken;
        }
    }

    /// <summary>Completes when <see cref="Read"/> has something to say or the reader is woken.</summary>
    public ValueTask WaitReadableAsync()
    {
        lock (_lock)
        {
            if (_count > 0 || _isEnded || _isBroken || _isWakeAsked)
            {
                return ValueTask.CompletedTask;
            }

            _reader ??= NewSource();
            _readerIsWaiting.TrySetResult();
            return new ValueTask(_reader.Task);
        }
    }

    /// <summary>Bytes taken; 0 when full; -2 when nobody reads any more.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_isBroken || _isEnded)
            {
                return -2;
            }

            var taken = Math.Min(bytes.Length, _ring.Length - _count);
            for (var i = 0; i < taken; i++)
            {
                _ring[(_head + _count + i) % _ring.Length] = bytes[i];
            }

            _count += taken;
            if (taken > 0)
            {
                Complete(ref _reader);
                _readerIsWaiting = _readerIsWaiting.Task.IsCompleted ? NewSource() : _readerIsWaiting;
            }

            return taken;
        }
    }

    public Task WaitWritableAsync()
    {
        lock (_lock)
        {
            if (_isBroken || _isEnded || _count < _ring.Length)
            {
                return Task.CompletedTask;
            }

            _writer ??= NewSource();
            return _writer.Task;
        }
    }

    /// <summary>The writer will write no more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            Complete(ref _reader);
            Complete(ref _writer);
        }
    }

    /// <summary>Bytes on their way are lost; both sides see a reset.</summary>
    public void Break()
    {
        lock (_lock)
        {
            _isBroken = true;
            _count = 0;
            Complete(ref _reader);
            Complete(ref _writer);
        }
    }

    /// <summary>Ends the reader's pending and later waits.</summary>
    public void WakeReader()
    {
        lock (_lock)
        {
            _isWakeAsked = true;
            Complete(ref _reader);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Complete(ref TaskCompletionSource? source)
    {
        source?.TrySetResult();
        source = null;
    }
}
