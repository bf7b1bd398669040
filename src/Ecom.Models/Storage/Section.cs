namespace Ecom.Models.Storage;

/// <summary>A mapped read-only array. Valid until its <see cref="SectionReader"/> is disposed; a later access throws, it never faults.</summary>
public sealed unsafe class Section<T> where T : unmanaged
{
    private readonly SectionReader _owner;
    private readonly T* _first;

    internal Section(SectionReader owner, byte* first, long length)
    {
        _owner = owner;
        _first = (T*)first;
        Length = length;
    }

    public long Length { get; }

    /// <summary>The whole array; for sections of fewer than 2³¹ elements.</summary>
    public ReadOnlySpan<T> Span => Slice(0, checked((int)Length));

    public T this[long index] => Slice(index, 1)[0];

    /// <exception cref="ArgumentOutOfRangeException">The slice lies outside the section.</exception>
    public ReadOnlySpan<T> Slice(long start, int length)
    {
        ObjectDisposedException.ThrowIf(_owner.IsDisposed, _owner);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        return length == 0 ? [] : new(_first + start, length);
    }
}
