using System.IO.Compression;

namespace Ecom.Data.Ingest.Sources;

/// <summary>
/// Decompresses gzip and notices when the file ends too early, which <see cref="GZipStream"/> takes for the end of the data. A small member
/// of its own is appended to the compressed bytes: it comes out at the end only if all members before it were complete.
/// </summary>
internal sealed class CompleteGZipStream : Stream
{
    private static readonly byte[] Mark = [.. "\u0001end of the last member\u0001"u8];
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly Stream _gzip;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private bool _ended;

    public CompleteGZipStream(Stream compressed) => _gzip = new GZipStream(new Appended(compressed, MarkMember), CompressionMode.Decompress);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The data is damaged, or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes are always held back, because they may be the mark.
        while (!_ended && _end - _start <= Mark.Length) Fill();
        var ready = _end - _start - Mark.Length;
        if (ready <= 0) return 0;
        var count = Math.Min(ready, buffer.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = _gzip.Read(_buffer.AsSpan(_end));
        _end += read;
        if (read > 0) return;
        _ended = true;
        if (!_buffer.AsSpan(0, _end).EndsWith(Mark)) throw new InvalidDataException("The compressed data ends too early.");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Fastest)) stream.Write(bytes);
        return buffer.ToArray();
    }

    private sealed class Appended(Stream first, byte[] tail) : Stream
    {
        private int _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = _position == 0 ? first.Read(buffer) : 0;
            if (read > 0) return read;
            var count = Math.Min(buffer.Length, tail.Length - _position);
            tail.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
