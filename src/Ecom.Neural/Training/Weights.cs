using TorchSharp;

namespace Ecom.Neural.Training;

/// <summary>A module's parameters and buffers as bytes: copied for early stopping, written for checkpoints.</summary>
internal sealed class Weights
{
    private readonly SortedDictionary<string, byte[]> _values;

    private Weights(SortedDictionary<string, byte[]> values) => _values = values;

    public static Weights Of(torch.nn.Module module)
    {
        var values = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, tensor) in module.state_dict()) values[name] = tensor.bytes.ToArray();
        return new Weights(values);
    }

    /// <summary>Takes the module's present values into the same memory: copies of a large network that are made anew each epoch cost collections of the oldest generation.</summary>
    public void TakeFrom(torch.nn.Module module)
    {
        foreach (var (name, tensor) in module.state_dict()) tensor.bytes.CopyTo(_values[name]);
    }

    /// <exception cref="InvalidDataException">The module has other parts.</exception>
    public void CopyTo(torch.nn.Module module)
    {
        var state = module.state_dict();
        if (state.Count != _values.Count) throw new InvalidDataException("The stored weights belong to another network.");
        using var noGrad = torch.no_grad();
        foreach (var (name, tensor) in state)
        {
            if (!_values.TryGetValue(name, out var bytes) || bytes.Length != tensor.bytes.Length)
                throw new InvalidDataException($"The stored weights do not fit '{name}'.");
            bytes.CopyTo(tensor.bytes);
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_values.Count);
        foreach (var (name, bytes) in _values)
        {
            writer.Write(name);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    public static Weights Read(BinaryReader reader)
    {
        var values = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            var length = reader.ReadInt32();
            var bytes = reader.ReadBytes(length);
            if (bytes.Length != length) throw new EndOfStreamException();
            values[name] = bytes;
        }
        return new Weights(values);
    }
}
