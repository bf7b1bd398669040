using System.Security.Cryptography;
using System.Text.Json;

namespace Ecom.Neural.Training;

/// <summary>
/// The state after an epoch in one file. Randomness is seeded anew each epoch, so none of it is stored. Written beside and renamed, so that a
/// kill leaves the last good one.
/// </summary>
internal static class Checkpoint
{
    private const int Schema = 1;

    public static void Save(string file, string fingerprint, ITrainingTask task, TrainingState state)
    {
        var part = $"{file}.{Environment.ProcessId}.part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Schema);
            writer.Write(fingerprint);
            writer.Write(JsonSerializer.Serialize(state.Losses));
            writer.Write(state.BestEpoch);
            writer.Write(state.BestValidation ?? double.NaN);
            writer.Write(state.Best is not null);
            state.Best?.Write(writer);
            Weights.Of(task.Module).Write(writer);
            foreach (var optimizer in task.Optimizers) optimizer.save_state_dict(writer);
            writer.Flush();
            stream.Position = 0;
            writer.Write(SHA256.HashData(stream));
        }
        File.Move(part, file, overwrite: true);
    }

    /// <summary>Restores the task, or returns a fresh state where there is no usable checkpoint of that fingerprint.</summary>
    public static TrainingState Load(string? file, string fingerprint, ITrainingTask task)
    {
        if (file is null || !File.Exists(file)) return new TrainingState();
        // A damaged checkpoint costs the epochs it held, not the run.
        if (!IsWhole(file)) return new TrainingState();
        var untouched = Weights.Of(task.Module);
        try
        {
            using var reader = new BinaryReader(File.OpenRead(file));
            if (reader.ReadInt32() != Schema || reader.ReadString() != fingerprint) return new TrainingState();
            var state = new TrainingState { Losses = JsonSerializer.Deserialize<List<EpochLosses>>(reader.ReadString()) ?? [] };
            state.BestEpoch = reader.ReadInt32();
            state.BestValidation = reader.ReadDouble() is var best && double.IsNaN(best) ? null : best;
            state.Best = reader.ReadBoolean() ? Weights.Read(reader) : null;
            Weights.Read(reader).CopyTo(task.Module);
            foreach (var optimizer in task.Optimizers) optimizer.load_state_dict(reader);
            return state;
        }
        catch (InvalidDataException)
        {
            // Another network under the same fingerprint.
            untouched.CopyTo(task.Module);
            return new TrainingState();
        }
    }

    private static bool IsWhole(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length < SHA256.HashSizeInBytes) return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var left = stream.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        var expected = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(expected);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(expected);
    }
}
