// The emoji that are written as :names:. One that is not known stays as it was written.

const NAMES = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 wave 👋 clap 👏 pray 🙏 raised_hands 🙌 ok_hand 👌 muscle 💪 point_right 👉
eyes 👀 smile 😄 slightly_smiling_face 🙂 grinning 😀 joy 😂 wink 😉 thinking_face 🤔 sweat_smile 😅 cry 😢
heart ❤️ tada 🎉 fire 🔥 star ⭐ sparkles ✨ rocket 🚀 bulb 💡 bell 🔔 mag 🔍 link 🔗 lock 🔒 key 🔑 pushpin 📌
memo 📝 calendar 📅 date 📅 clock3 🕒 hourglass ⌛ hourglass_flowing_sand ⏳ chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 file_folder 📁 paperclip 📎 email 📧 phone ☎️ moneybag 💰
white_check_mark ✅ heavy_check_mark ✔️ x ❌ warning ⚠️ no_entry ⛔ question ❓ exclamation ❗ information_source ℹ️
large_green_circle 🟢 large_yellow_circle 🟡 red_circle 🔴 large_red_circle 🔴 white_circle ⚪ large_blue_circle 🔵
black_circle ⚫ large_orange_circle 🟠 arrow_up ⬆️ arrow_down ⬇️ arrow_right ➡️ arrow_left ⬅️ arrow_upper_right ↗️
arrow_lower_right ↘️ arrows_counterclockwise 🔄 repeat 🔁 heavy_plus_sign ➕ heavy_minus_sign ➖ seedling 🌱
four_leaf_clover 🍀 shamrock ☘️ sunny ☀️ cloud ☁️ coffee ☕ cake 🍰 books 📚 book 📖 hammer_and_wrench 🛠️ gear ⚙️
busts_in_silhouette 👥 bust_in_silhouette 👤 speech_balloon 💬 thought_balloon 💭 trophy 🏆 dart 🎯 handshake 🤝
one 1️⃣ two 2️⃣ three 3️⃣ checkered_flag 🏁 construction 🚧 palm_tree 🌴 house 🏠 office 🏢 snowflake ❄️ zzz 💤`;

const WORDS = NAMES.trim().split(/\s+/);
const KNOWN = new Map();
for (let at = 0; at < WORDS.length; at += 2) KNOWN.set(WORDS[at], WORDS[at + 1]);

export const EMOJI = /:([a-z0-9_+-]+):/;
export const emoji = (name) => KNOWN.get(name) ?? null;
export const emojiNames = () => [...KNOWN.keys()];
