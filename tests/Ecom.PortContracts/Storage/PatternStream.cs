namespace Ecom.PortContracts.Storage;

/// <summary>
/// A long content that exists nowhere: each byte follows from its position. It cannot be rewound, so that a store that reads it twice or keeps it is
/// found out.
/// </summary>
public sealed class PatternStream(long length) : Stream
{
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public static byte At(long position) => (byte)(position * 31 + (position >> 13));

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - _position);
        for (var i = 0; i < read; i++) buffer[offset + i] = At(_position + i);
        _position += read;
        return read;
    }

    /// <summary>Reads to the end and returns the length, or minus one where a byte is not the pattern's.</summary>
    public static async Task<long> CheckAsync(Stream stream)
    {
        var buffer = new byte[1 << 18];
        var position = 0L;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; position += read)
            for (var i = 0; i < read; i++)
                if (buffer[i] != At(position + i)) return -1;
        return position;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
