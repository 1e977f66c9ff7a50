package motcua.verifier.journal;

/** What can be wrong with a journal. */
public enum Fault {
    FORM("không đúng khuôn dạng bản ghi", "not in the form of a record"),
    TORN("dòng cuối bị đứt", "the last line is torn"),
    BODY("nội dung không khớp với mã băm", "the body does not match its hash"),
    ERASED("nội dung đã bị xoá", "the body was erased"),
    KIOSK("bản ghi của máy khác", "a record of another kiosk"),
    START("chuỗi không bắt đầu từ bản ghi đầu", "the chain does not begin at its first record"),
    MISSING("thiếu bản ghi", "records are missing before it"),
    AGAIN("bản ghi thừa hoặc sai thứ tự", "an extra record, or one out of order"),
    ALTERED("bản ghi đã bị sửa", "the record was altered"),
    ALTERED_OR_NEXT("bản ghi này hoặc bản ghi sau đã bị sửa", "the record or the one after it was altered"),
    EPOCHS("các chuỗi không nối tiếp nhau", "the epochs do not follow each other"),
    CHECKPOINT("điểm kiểm tra không đúng", "the checkpoint is not about the record before it"),
    SIGNATURE("chữ ký không đúng", "the signature is wrong"),
    KEY("khoá ký đã thay đổi", "the signing key is another one"),
    TRUNCATED("phần cuối đã bị cắt", "the end was cut off"),
    HEAD("không khớp với mã băm đã biết", "it does not match the known hash"),
    RECEIPT("biên nhận không đúng", "the receipt is wrong"),
    EMPTY("không có bản ghi nào", "there is no record");

    private final String vietnamese;
    private final String english;

    Fault(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}
