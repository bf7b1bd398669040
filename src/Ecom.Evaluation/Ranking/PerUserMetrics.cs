using System.Runtime.InteropServices;
using Ecom.Domain;

namespace Ecom.Evaluation.Ranking;

/// <summary>Metrics user by user, so that any two runs over the same task can be compared in pairs. Stored little endian in one file.</summary>
public sealed class PerUserMetrics
{
    private static ReadOnlySpan<byte> Magic => "ECOMPUM1"u8;

    private readonly float[][] _values;

    /// <param name="users">Row indices of the evaluated users, ascending.</param>
    /// <param name="slices">The slice of each of them.</param>
    /// <param name="names">Metric names.</param>
    /// <param name="values">By metric, then by user in the order of <paramref name="users"/>.</param>
    public PerUserMetrics(int[] users, UserSlice[] slices, IReadOnlyList<string> names, float[][] values)
    {
        if (slices.Length != users.Length || values.Length != names.Count || values.Any(v => v.Length != users.Length))
            throw new ArgumentException("Users, slices, names and values do not fit together.");
        Users = users;
        Slices = slices;
        Names = names;
        _values = values;
    }

    public int[] Users { get; }
    public UserSlice[] Slices { get; }
    public IReadOnlyList<string> Names { get; }

    /// <summary>A metric of every user, in the order of <see cref="Users"/>.</summary>
    /// <exception cref="ArgumentException">The metric was not measured.</exception>
    public float[] Values(string name)
    {
        for (var m = 0; m < Names.Count; m++)
            if (Names[m] == name) return _values[m];
        throw new ArgumentException($"The metric '{name}' was not measured; there are {string.Join(", ", Names)}.", nameof(name));
    }

    public double Mean(string name)
    {
        var values = Values(name);
        return values.Length == 0 ? 0 : values.Average(v => (double)v);
    }

    /// <summary>The part of one slice of users.</summary>
    public PerUserMetrics Where(Func<UserSlice, bool> keep)
    {
        var kept = Enumerable.Range(0, Users.Length).Where(u => keep(Slices[u])).ToArray();
        return new(
            [.. kept.Select(u => Users[u])], [.. kept.Select(u => Slices[u])], Names,
            [.. _values.Select(v => kept.Select(u => v[u]).ToArray())]);
    }

    public void Write(string path)
    {
        using var writer = new BinaryWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None));
        writer.Write(Magic);
        writer.Write(Users.Length);
        writer.Write(Names.Count);
        foreach (var name in Names) writer.Write(name);
        writer.Write(MemoryMarshal.AsBytes(Users.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Slices.AsSpan()));
        foreach (var values in _values) writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <exception cref="InputException">The file is missing, cut or no such file.</exception>
    public static PerUserMetrics Read(string path)
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic)) throw new InputException(path, null, "not a file of per-user metrics.");
            var users = reader.ReadInt32();
            var count = reader.ReadInt32();
            if (users < 0 || count < 0 || users > reader.BaseStream.Length || count > reader.BaseStream.Length)
                throw new InputException(path, null, $"{users} users and {count} metrics cannot be in a file of {reader.BaseStream.Length} bytes.");
            var names = new string[count];
            for (var m = 0; m < count; m++) names[m] = reader.ReadString();
            var ids = new int[users];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(ids.AsSpan()));
            var slices = new UserSlice[users];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(slices.AsSpan()));
            var values = new float[count][];
            for (var m = 0; m < count; m++)
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes((values[m] = new float[users]).AsSpan()));
            return new(ids, slices, names, values);
        }
        catch (EndOfStreamException e)
        {
            throw new InputException(path, null, "the file is cut short.", e);
        }
        catch (FileNotFoundException e)
        {
            throw new InputException(path, null, "the file is missing.", e);
        }
    }
}
