using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// The log's record format, the same in files and in append blobs: payload length (4 bytes, little-endian), CRC-32 of the payload (4 bytes), payload
/// (a <see cref="FeedbackBatch"/> as UTF-8 JSON). A frame whose length or checksum does not hold is the torn end of a writer that was killed.
/// </summary>
public static class FeedbackFrames
{
    public const int HeaderBytes = 8;

    /// <summary>Largest payload; the storage service takes 4 MiB in one block.</summary>
    public const int MaximumPayload = (4 << 20) - HeaderBytes;

    /// <exception cref="ArgumentException">The batch is larger than <see cref="MaximumPayload"/>.</exception>
    public static byte[] Write(FeedbackBatch batch)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.GetSpan(HeaderBytes)[..HeaderBytes].Clear();
        buffer.Advance(HeaderBytes);
        using (var json = new Utf8JsonWriter(buffer))
            JsonSerializer.Serialize(json, batch, FeedbackJson.Default.FeedbackBatch);
        var frame = buffer.WrittenSpan.ToArray();
        var payload = frame.AsSpan(HeaderBytes);
        if (payload.Length > MaximumPayload) throw new ArgumentException($"A batch of {payload.Length} bytes is over the {MaximumPayload} allowed.", nameof(batch));
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Crc32.HashToUInt32(payload));
        return frame;
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>The batch and the bytes it took, or null at the end of the stream or at a torn frame.</returns>
    public static async ValueTask<(FeedbackBatch Batch, int Bytes)?> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        var header = new byte[HeaderBytes];
        if (await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellation) < HeaderBytes) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is <= 0 or > MaximumPayload) return null;
        var payload = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var body = payload.AsMemory(0, length);
            if (await stream.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, cancellation) < length) return null;
            if (Crc32.HashToUInt32(body.Span) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4))) return null;
            var batch = JsonSerializer.Deserialize(body.Span, FeedbackJson.Default.FeedbackBatch);
            return batch is null ? null : (batch, HeaderBytes + length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(payload);
        }
    }
}
